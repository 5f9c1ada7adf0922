using System.Runtime.InteropServices;

namespace Signalbox.Engine.Transport.Linux;

/// <summary>The kernel's <c>struct mmsghdr</c> on 64-bit Linux (recvmmsg(2)).</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct KernelMessage
{
    /// <summary>Socket address of the peer.</summary>
    [FieldOffset(0)]
    public nint Name;

    /// <summary>Its length; in and out.</summary>
    [FieldOffset(8)]
    public uint NameLength;

    /// <summary>An <see cref="KernelBuffer"/>.</summary>
    [FieldOffset(16)]
    public nint Buffers;

    /// <summary>How many.</summary>
    [FieldOffset(24)]
    public nuint BufferCount;

    /// <summary>Ancillary data.</summary>
    [FieldOffset(32)]
    public nint Control;

    /// <summary>Its length; in and out.</summary>
    [FieldOffset(40)]
    public nuint ControlLength;

    /// <summary>Out: <c>MSG_TRUNC</c> and the like.</summary>
    [FieldOffset(48)]
    public int Flags;

    /// <summary>Out: bytes received or sent.</summary>
    [FieldOffset(56)]
    public uint Length;
}
