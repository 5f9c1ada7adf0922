namespace Signalbox.Script.Lua;

/// <summary>Results of loading and protected calls.</summary>
internal enum LuaStatus
{
    /// <summary>No error.</summary>
    Ok = 0,

    /// <summary>Suspended coroutine.</summary>
    Yield = 1,

    /// <summary>Error at run time.</summary>
    RuntimeError = 2,

    /// <summary>Error in the text.</summary>
    SyntaxError = 3,

    /// <summary>Out of memory.</summary>
    MemoryError = 4,

    /// <summary>Error while handling an error.</summary>
    HandlerError = 5,
}
