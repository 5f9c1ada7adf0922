using System.Net;
using System.Net.Sockets;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Transport.Linux;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Routing;

/// <summary>
/// What belongs to one worker thread and to nobody else: scratch buffers, script variables (<c>$var</c>), spare contexts.
/// The peer has processes where we have workers, so what scripts expect per process is kept here.
/// </summary>
public sealed class WorkerState
{
    private const int MaxSpare = 64;
    private readonly Stack<RoutingContext> _spare = new();
    private readonly Stack<ByteWriter> _writers = new();
    private Snapshot? _pinned;
    private long _firstNumber;

    /// <summary>Creates a worker.</summary>
    /// <param name="index">Number in the worker list, from 0; shown as the peer's process index.</param>
    /// <param name="description">E.g. <c>udp receiver child=0 sock=127.0.0.1:5060</c>.</param>
    public WorkerState(int index, string description)
    {
        Index = index;
        Description = description;
    }

    /// <summary>Number in the worker list, from 0.</summary>
    public int Index { get; }

    /// <summary>What it does, for listings.</summary>
    public string Description { get; internal set; }

    /// <summary>Messages handled.</summary>
    public long MessageCount { get; set; }

    /// <summary>Number of the message at hand, <c>$mi</c>: <see cref="MessageCount"/> unless <see cref="RestartNumbers"/> was called.</summary>
    public long MessageNumber => MessageCount - Volatile.Read(ref _firstNumber);

    /// <summary>What it counted; only this worker writes.</summary>
    public WorkerCounters Counters { get; } = new();

    /// <summary>Script variables (<c>$var(name)</c>): they outlive the message.</summary>
    public WorkerVariables Variables { get; } = new();

    /// <summary>URIs that it has read lately.</summary>
    public UriMemory Uris { get; } = new();

    /// <summary>Objects of script engines and modules, one per worker, by owner.</summary>
    public Dictionary<object, object> Locals { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>What onsend_route is shown.</summary>
    internal OutgoingMessage Outgoing { get; } = new();

    /// <summary>Replies that wait for the end of the batch at hand; null where nothing is batched.</summary>
    internal SendBatch? Replies { get; set; }

    /// <summary>Copies for collectors that wait until the worker is out of work; null where nothing is batched.</summary>
    internal SendBatch? Copies { get; set; }

    /// <summary>Scratch for sending to IPv4 peers.</summary>
    internal SocketAddress PeerV4 { get; } = new(AddressFamily.InterNetwork);

    /// <summary>Scratch for sending to IPv6 peers.</summary>
    internal SocketAddress PeerV6 { get; } = new(AddressFamily.InterNetworkV6);

    /// <summary>The generation it is on, for the one who waits until an old one is left; null between messages.</summary>
    public Snapshot? Pinned
    {
        get => Volatile.Read(ref _pinned);
        internal set => Volatile.Write(ref _pinned, value);
    }

    /// <summary>The next message has the number 1. Safe from all threads.</summary>
    public void RestartNumbers() => Volatile.Write(ref _firstNumber, MessageCount);

    /// <summary>A clean context of this worker's pool; give it back with <see cref="Return(RoutingContext)"/>.</summary>
    public RoutingContext Rent()
    {
        var context = _spare.Count > 0 ? _spare.Pop() : new RoutingContext();
        context.Worker = this;
        return context;
    }

    /// <summary>Takes back a context that nobody refers to any more.</summary>
    public void Return(RoutingContext context)
    {
        context.Reset();
        if (_spare.Count < MaxSpare)
            _spare.Push(context);
    }

    /// <summary>A cleared scratch writer; nested uses get different ones.</summary>
    public ByteWriter RentWriter()
    {
        var writer = _writers.Count > 0 ? _writers.Pop() : new ByteWriter(4096);
        writer.Clear();
        return writer;
    }

    /// <summary>Takes back a scratch writer.</summary>
    public void Return(ByteWriter writer) => _writers.Push(writer);
}
