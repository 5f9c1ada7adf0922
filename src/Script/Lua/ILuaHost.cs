namespace Signalbox.Script.Lua;

/// <summary>Takes the calls that scripts make.</summary>
internal interface ILuaHost
{
    /// <summary>Runs a function; arguments stand on the stack from 1, the result is pushed.</summary>
    /// <param name="stack">Stack of the calling coroutine.</param>
    /// <param name="function">The number under which it was registered.</param>
    /// <returns>Number of values pushed.</returns>
    int Call(LuaStack stack, int function);

    /// <summary>A call failed in our own code; false was pushed.</summary>
    void CallFailed(int function, Exception error);
}
