using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Signalbox.Engine.Transport.Linux;

/// <summary>
/// Datagrams of one worker, handed to the kernel in one call: the replies that it made while it ran a batch, or copies for
/// collectors. Requests are sent at once: their senders want to know whether it worked.
/// </summary>
internal sealed unsafe class SendBatch
{
    private const int MaxMessages = 32;
    private const int MaxBytes = 64 * 1024;

    [ThreadStatic]
    private static SendBatch? _open;

    [ThreadStatic]
    private static SendBatch? _copies;

    private readonly SafeHandle _socket;
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(MaxBytes, pinned: true);
    private readonly KernelMessage[] _messages = GC.AllocateArray<KernelMessage>(MaxMessages, pinned: true);
    private readonly KernelBuffer[] _places = GC.AllocateArray<KernelBuffer>(MaxMessages, pinned: true);
    private readonly byte[] _names = GC.AllocateArray<byte>(MaxMessages * KernelAddress.Size, pinned: true);
    private int _count;
    private int _used;

    /// <summary>Sends from one socket.</summary>
    public SendBatch(SafeHandle socket)
    {
        _socket = socket;
        for (var i = 0; i < MaxMessages; i++)
        {
            _messages[i] = new KernelMessage
            {
                Name = (nint)Unsafe.AsPointer(ref _names[i * KernelAddress.Size]),
                Buffers = (nint)Unsafe.AsPointer(ref _places[i]),
                BufferCount = 1,
            };
        }
    }

    /// <summary>True while a batch is being run.</summary>
    public bool IsOpen => _open == this;

    /// <summary>True when it is this thread's batch of copies.</summary>
    public bool TakesCopies => _copies == this;

    /// <summary>True when nothing waits in it.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Takes replies of this thread from now on.</summary>
    public void Open() => _open = this;

    /// <summary>Takes copies of this thread as long as it runs.</summary>
    public void TakeCopies() => _copies = this;

    /// <summary>Sends what there is and takes no more.</summary>
    public void Close()
    {
        _open = null;
        Flush();
    }

    /// <summary>Sends what this thread has collected; to be called before it waits for anything.</summary>
    public static void FlushOpen()
    {
        _open?.Flush();
        _copies?.Flush();
    }

    /// <summary>Keeps a copy until <see cref="Flush"/>; false when it does not fit, then the caller sends it.</summary>
    public bool TryAdd(in HostEndPoint remote, ReadOnlySpan<byte> bytes)
    {
        if (_count == MaxMessages || bytes.Length > MaxBytes - _used)
            Flush();

        if (bytes.Length > MaxBytes - _used)
            return false;

        bytes.CopyTo(_bytes.AsSpan(_used));
        _places[_count] = new KernelBuffer { Base = (nint)Unsafe.AsPointer(ref _bytes[_used]), Length = (nuint)bytes.Length };
        _messages[_count].NameLength = (uint)KernelAddress.Write(_names.AsSpan(_count * KernelAddress.Size, KernelAddress.Size), remote);
        _used += bytes.Length;
        _count++;
        return true;
    }

    /// <summary>Hands all to the kernel; one that it refuses is left out, as a lost datagram is.</summary>
    public void Flush()
    {
        for (var done = 0; done < _count;)
        {
            var sent = KernelCalls.Send(_socket, (KernelMessage*)Unsafe.AsPointer(ref _messages[done]), (uint)(_count - done), 0);
            if (sent > 0)
                done += sent;
            else if (Marshal.GetLastPInvokeError() != KernelCalls.Interrupted)
                done++;
        }

        _count = 0;
        _used = 0;
    }
}
