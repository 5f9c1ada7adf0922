using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tests.Tm;

/// <summary>Everything that tm asks of the engine, without a network and without allocations: the last message sent is kept.</summary>
internal sealed class StillNetwork : ITransportTable, IMessageSender, IDestinationResolver, IReloadService
{
    private readonly byte[] _last = new byte[4096];
    private int _lastLength;

    public StillNetwork() => Sockets = [new StillSocket()];

    public IReadOnlyList<ListenSocket> Sockets { get; }

    public ReadOnlySpan<byte> Last => _last.AsSpan(0, _lastLength);

    public int SentCount { get; private set; }

    /// <summary>Addresses of every name, beside the first.</summary>
    public byte FurtherAddresses { get; set; }

    /// <summary>Addresses whose last number is below this one cannot be sent to.</summary>
    public byte FirstReachable { get; set; }

    public HostEndPoint LastRemote { get; private set; }

    public long Retained { get; private set; }

    public OutboundMessage LastFacts { get; private set; }

    public Snapshot Current => throw new NotSupportedException();

    public IReadOnlyList<GenerationStatus> ActiveGenerations => [];

    ReloadOutcome? IReloadService.Last => null;

    public ListenSocket? Select(TransportProtocol protocol, bool isV6, ListenSocket? preferred) => Sockets[0];

    public ListenSocket? SelectByRoute(TransportProtocol protocol, in HostEndPoint remote) => null;

    public ListenSocket? FindByName(ReadOnlySpan<byte> name) => null;

    public ListenSocket? FindLocal(TransportProtocol protocol, in HostEndPoint local) => Sockets[0];

    public bool IsMyself(Snapshot snapshot, ReadOnlySpan<byte> host, int port, TransportProtocol protocol = TransportProtocol.None) => false;

    public SendStatus Send(in Destination destination, ReadOnlySpan<byte> bytes, in OutboundMessage message)
    {
        if (LastByte(destination) < FirstReachable)
            return SendStatus.Failed;

        LastRemote = destination.Remote;
        bytes.CopyTo(_last);
        _lastLength = bytes.Length;
        LastFacts = message;
        SentCount++;
        return SendStatus.Sent;
    }

    public SendStatus SendUntapped(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes) => SendStatus.Sent;

    public SendStatus Resolve(RoutingContext context, ReadOnlySpan<byte> uri, out Destination destination)
    {
        destination = new Destination { Protocol = TransportProtocol.Udp, Remote = new HostEndPoint([192, 0, 2, 2], 5060) };
        return SendStatus.Sent;
    }

    public bool TryNext(RoutingContext context, in Destination failed, out Destination next)
    {
        var number = (byte)(LastByte(failed) + 1);
        next = failed with { Remote = new HostEndPoint([192, 0, 2, number], 5060) };
        return number <= 2 + FurtherAddresses;
    }

    public Task<ReloadOutcome> ReloadAsync(bool checkOnly, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Retain(Snapshot snapshot) => Retained++;

    public void Release(Snapshot snapshot) => Retained--;

    private static byte LastByte(in Destination destination)
    {
        Span<byte> address = stackalloc byte[16];
        return address[destination.Remote.WriteAddress(address) - 1];
    }
}
