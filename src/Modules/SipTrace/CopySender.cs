using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.SipTrace;

/// <summary>
/// Hands finished copies to collectors, past the tap. Each receiver of a target gets one; of a list with bars the first
/// collector that takes it.
/// </summary>
internal sealed class CopySender
{
    private readonly IMessageSender _sender;
    private readonly IDestinationResolver _resolver;
    private readonly TraceSocket _socket;

    /// <summary>Creates the sender of one generation.</summary>
    public CopySender(IMessageSender sender, IDestinationResolver resolver, TraceSocket socket)
    {
        _sender = sender;
        _resolver = resolver;
        _socket = socket;
    }

    /// <summary>Sends one copy to each receiver.</summary>
    /// <param name="worker">The worker at work.</param>
    /// <param name="snapshot">Its generation.</param>
    /// <param name="target">Where to.</param>
    /// <param name="bytes">The copy.</param>
    /// <param name="isFramed">True when a receiver can cut a stream of such copies.</param>
    /// <returns>False when a receiver did not get it.</returns>
    public bool Send(WorkerState worker, Snapshot snapshot, TraceTarget target, ReadOnlySpan<byte> bytes, bool isFramed)
    {
        var all = true;
        foreach (var collectors in target.Receivers)
        {
            all &= collectors.Length == 1
                ? SendTo(worker, snapshot, collectors[0], bytes, isFramed)
                : SendToFirst(worker, snapshot, collectors, bytes, isFramed);
        }

        return all;
    }

    /// <summary>The addresses that a copy to the first collector travels between; false when it is unknown.</summary>
    public bool TryFindEnds(WorkerState worker, Snapshot snapshot, TraceTarget target, out HostEndPoint local, out HostEndPoint remote)
    {
        local = default;
        remote = default;
        if (!target.Receivers[0][0].TryResolve(worker, snapshot, _resolver, out var destination))
            return false;

        local = _socket.LocalFor(destination);
        remote = destination.Remote;
        return local.IsSet;
    }

    private bool SendToFirst(WorkerState worker, Snapshot snapshot, TraceCollector[] collectors, ReadOnlySpan<byte> bytes, bool isFramed)
    {
        foreach (var collector in collectors)
        {
            if (collector.IsUsable && SendTo(worker, snapshot, collector, bytes, isFramed))
                return true;
        }

        // All of them pause: a copy that may be lost is better than one that is.
        foreach (var collector in collectors)
        {
            if (SendTo(worker, snapshot, collector, bytes, isFramed))
                return true;
        }

        return false;
    }

    private bool SendTo(WorkerState worker, Snapshot snapshot, TraceCollector collector, ReadOnlySpan<byte> bytes, bool isFramed)
    {
        if (!collector.TryResolve(worker, snapshot, _resolver, out var destination) || (!isFramed && destination.Protocol.IsStream()))
        {
            collector.Note(sent: false);
            return false;
        }

        var sent = collector.Link is { } link && destination.Protocol == TransportProtocol.Udp && !_socket.IsForced
            ? link.TrySend(destination.Remote, bytes)
            : _sender.SendUntapped(worker, destination with { Socket = _socket.For(destination) }, bytes) == SendStatus.Sent;
        collector.Note(sent);
        return sent;
    }
}
