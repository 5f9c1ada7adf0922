using System.Runtime.InteropServices;

namespace Signalbox.Script.Lua;

/// <summary><c>lua_Debug</c> of Lua 5.4 with the two fields that are read; the rest is space.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal unsafe struct LuaDebug
{
    /// <summary>Current line, -1 when not known.</summary>
    [FieldOffset(48)]
    public int CurrentLine;

    /// <summary>Printable source, ends with 0.</summary>
    [FieldOffset(68)]
    public fixed byte ShortSource[60];
}
