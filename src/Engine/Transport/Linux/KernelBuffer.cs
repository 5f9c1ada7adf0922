using System.Runtime.InteropServices;

namespace Signalbox.Engine.Transport.Linux;

/// <summary>The kernel's <c>struct iovec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct KernelBuffer
{
    /// <summary>First byte.</summary>
    public nint Base;

    /// <summary>Bytes.</summary>
    public nuint Length;
}
