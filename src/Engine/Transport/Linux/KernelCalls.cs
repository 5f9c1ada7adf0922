using System.Runtime.InteropServices;

namespace Signalbox.Engine.Transport.Linux;

/// <summary>The datagram calls that .NET's sockets lack. A result below 0 is an error; its number is the last P/Invoke error.</summary>
internal static unsafe partial class KernelCalls
{
    /// <summary><c>MSG_WAITFORONE</c>: blocks for the first datagram and takes what is there behind it.</summary>
    public const int WaitForOne = 0x10000;

    /// <summary><c>MSG_DONTWAIT</c>: <see cref="TryAgain"/> when there is nothing.</summary>
    public const int DoNotWait = 0x40;

    /// <summary><c>EAGAIN</c>.</summary>
    public const int TryAgain = 11;

    /// <summary><c>EINTR</c>.</summary>
    public const int Interrupted = 4;

    /// <summary>True where the structures have the layout that they are declared with here.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && sizeof(nint) == 8;

    /// <summary>recvmmsg(2).</summary>
    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int Receive(SafeHandle socket, KernelMessage* messages, uint count, int flags, nint timeout);

    /// <summary>sendmmsg(2).</summary>
    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int Send(SafeHandle socket, KernelMessage* messages, uint count, int flags);

    /// <summary>sendto(2).</summary>
    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    public static partial nint Send(SafeHandle socket, byte* bytes, nuint length, int flags, byte* peer, uint peerLength);
}
