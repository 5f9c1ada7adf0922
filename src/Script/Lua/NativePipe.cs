using System.Runtime.InteropServices;

namespace Signalbox.Script.Lua;

/// <summary>The C library's pipes to commands; the Lua library was built without them.</summary>
internal static unsafe partial class NativePipe
{
    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "popen", SetLastError = true)]
    public static partial nint Open(byte* command, byte* mode);

    [LibraryImport(Library, EntryPoint = "pclose", SetLastError = true)]
    public static partial int Close(nint stream);
}
