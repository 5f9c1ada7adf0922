using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Signalbox.Engine.Transport.Linux;

/// <summary>The datagrams that one call of the kernel gave. The buffers are reserved once and pinned; untouched pages cost nothing.</summary>
internal sealed unsafe class ReceiveBatch
{
    private const int MaxDatagramBytes = 65536;
    private const int ControlBytes = 64;
    private readonly byte[][] _buffers;
    private readonly KernelMessage[] _messages;
    private readonly KernelBuffer[] _places;
    private readonly byte[] _names;
    private readonly byte[] _controls;
    private readonly bool _isV6;

    /// <summary>Reserves the buffers.</summary>
    /// <param name="size">Most datagrams of a call.</param>
    /// <param name="isV6">Family of the socket.</param>
    public ReceiveBatch(int size, bool isV6)
    {
        _isV6 = isV6;
        _buffers = new byte[size][];
        _messages = GC.AllocateArray<KernelMessage>(size, pinned: true);
        _places = GC.AllocateArray<KernelBuffer>(size, pinned: true);
        _names = GC.AllocateArray<byte>(size * KernelAddress.Size, pinned: true);
        _controls = GC.AllocateArray<byte>(size * ControlBytes, pinned: true);
        for (var i = 0; i < size; i++)
        {
            _buffers[i] = GC.AllocateUninitializedArray<byte>(MaxDatagramBytes, pinned: true);
            _places[i] = new KernelBuffer { Base = Address(ref _buffers[i][0]), Length = MaxDatagramBytes };
            _messages[i] = new KernelMessage
            {
                Name = Address(ref _names[i * KernelAddress.Size]),
                Buffers = Address(ref _places[i]),
                BufferCount = 1,
                Control = Address(ref _controls[i * ControlBytes]),
            };
        }
    }

    /// <summary>Blocks until one is there; returns how many came, below 0 on an error.</summary>
    public int Receive(SafeHandle socket) => Receive(socket, KernelCalls.WaitForOne);

    /// <summary>Takes what is there; below 0 with <see cref="KernelCalls.TryAgain"/> when nothing is.</summary>
    public int ReceiveAtOnce(SafeHandle socket) => Receive(socket, KernelCalls.DoNotWait);

    /// <summary>Bytes of datagram <paramref name="index"/>, from the start of the array.</summary>
    public byte[] Buffer(int index) => _buffers[index];

    /// <summary>Length of datagram <paramref name="index"/>.</summary>
    public int Length(int index) => (int)_messages[index].Length;

    /// <summary>Who sent it.</summary>
    public HostEndPoint Remote(int index) => KernelAddress.Read(_names.AsSpan(index * KernelAddress.Size, KernelAddress.Size), _isV6);

    /// <summary>The address it was sent to; not set unless the socket asks for packet information.</summary>
    public HostEndPoint Destination(int index, int port) =>
        KernelAddress.ReadDestination(_controls.AsSpan(index * ControlBytes, Math.Min((int)_messages[index].ControlLength, ControlBytes)), _isV6, port);

    private int Receive(SafeHandle socket, int flags)
    {
        for (var i = 0; i < _messages.Length; i++)
        {
            _messages[i].NameLength = KernelAddress.Size;
            _messages[i].ControlLength = ControlBytes;
        }

        return KernelCalls.Receive(socket, (KernelMessage*)Address(ref _messages[0]), (uint)_messages.Length, flags, 0);
    }

    private static nint Address<T>(ref T item)
        where T : unmanaged => (nint)Unsafe.AsPointer(ref item);
}
