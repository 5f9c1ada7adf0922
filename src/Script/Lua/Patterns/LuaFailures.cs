using Signalbox.Script.Kemi;

namespace Signalbox.Script.Lua.Patterns;

/// <summary>Raises errors out of functions of the host, as those return.</summary>
internal sealed class LuaFailures(KemiLimits limits)
{
    private const int Message = 1;
    private const int Argument = 2;
    private const int Value = 3;

    /// <summary>Where the metatable is kept whose metamethod raises the error.</summary>
    public int Metatable { get; set; }

    /// <summary>An argument is wrong.</summary>
    public int Raise(nint state, in LuaArguments arguments) => Raise(state, arguments.Problem!, arguments.Number);

    /// <summary>A match could not go on; a callback that has been stopped gets its error from the hook.</summary>
    public int Raise(nint state, PatternProblem problem)
    {
        if (problem != PatternProblem.Stopped)
            return Raise(state, PatternFailure.Text(problem, limits));

        // A coroutine has a hook of its own.
        LuaState.FindGuard(state)?.SetHook(state);
        NativeLua.PushNil(state);
        return 1;
    }

    /// <summary>Raises a message, with the place of the call before it.</summary>
    public int Raise(nint state, string message, int argument = 0)
    {
        Begin(state);
        new LuaStack(state).Push(message);
        NativeLua.RawSetIndex(state, -2, Message);
        if (argument > 0)
        {
            NativeLua.PushInteger(state, argument);
            NativeLua.RawSetIndex(state, -2, Argument);
        }

        return End(state);
    }

    /// <summary>Raises the value on top, an error that a function of the script raised.</summary>
    public int RaiseTop(nint state)
    {
        Begin(state);
        NativeLua.PushValue(state, -2);
        NativeLua.RawSetIndex(state, -2, Value);
        return End(state);
    }

    private static void Begin(nint state)
    {
        NativeLua.MakeRoom(state, 4);
        NativeLua.CreateTable(state, 3, 0);
    }

    private int End(nint state)
    {
        NativeLua.RawGetIndex(state, NativeLua.RegistryIndex, Metatable);
        NativeLua.SetMetatable(state, -2);
        NativeLua.CloseAtReturn(state, -1);
        return 0;
    }
}
