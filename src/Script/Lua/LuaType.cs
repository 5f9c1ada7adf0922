namespace Signalbox.Script.Lua;

/// <summary>Types of Lua values.</summary>
internal enum LuaType
{
    /// <summary>No value at that index.</summary>
    None = -1,

    /// <summary>nil.</summary>
    Nil = 0,

    /// <summary>true or false.</summary>
    Boolean = 1,

    /// <summary>A pointer.</summary>
    LightUserData = 2,

    /// <summary>An integer or a float.</summary>
    Number = 3,

    /// <summary>Text.</summary>
    Text = 4,

    /// <summary>A table.</summary>
    Table = 5,

    /// <summary>A function.</summary>
    Function = 6,

    /// <summary>An object of a C library.</summary>
    UserData = 7,

    /// <summary>A coroutine.</summary>
    Thread = 8,
}
