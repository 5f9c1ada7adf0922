using System.Runtime.InteropServices;

namespace Signalbox.Script.Lua;

/// <summary><c>luaL_Stream</c> (manual of Lua 5.4, section 5.1): what a file handle of the io library holds.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LuaStream
{
    /// <summary>The C library's <c>FILE*</c>.</summary>
    public nint File;

    /// <summary>Closes it; null when it is closed.</summary>
    public delegate* unmanaged[Cdecl]<nint, int> Close;
}
