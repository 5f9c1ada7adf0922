using Microsoft.Extensions.Logging;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Hep.Api;

namespace Signalbox.Modules.SipTrace;

/// <summary>
/// Hands finished copies to collectors, past the tap. Each receiver of a target gets one; of a list with bars the first
/// collector that takes it. HEP 3 by TCP and TLS waits in the queue of a sender, and never holds up a worker.
/// </summary>
internal sealed class CopySender
{
    private readonly IMessageSender _sender;
    private readonly IDestinationResolver _resolver;
    private readonly TraceSocket _socket;
    private readonly HepSenders _streams;
    private readonly ILogger _log;

    /// <summary>Creates the sender of one generation.</summary>
    public CopySender(IMessageSender sender, IDestinationResolver resolver, TraceSocket socket, HepSenders streams, ILogger log)
    {
        _streams = streams;
        _log = log;
        _sender = sender;
        _resolver = resolver;
        _socket = socket;
    }

    /// <summary>Sends one copy to each receiver.</summary>
    /// <param name="worker">The worker at work.</param>
    /// <param name="snapshot">Its generation.</param>
    /// <param name="target">Where to.</param>
    /// <param name="bytes">The copy.</param>
    /// <param name="kind">What it is.</param>
    /// <returns>False when a receiver did not get it.</returns>
    public bool Send(WorkerState worker, Snapshot snapshot, TraceTarget target, ReadOnlySpan<byte> bytes, CopyKind kind)
    {
        var all = true;
        foreach (var collectors in target.Receivers)
        {
            all &= collectors.Length == 1
                ? SendTo(worker, snapshot, collectors[0], bytes, kind)
                : SendToFirst(worker, snapshot, collectors, bytes, kind);
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

    // The second round: all of them pause, and a copy that may be lost is better than one that is.
    private bool SendToFirst(WorkerState worker, Snapshot snapshot, TraceCollector[] collectors, ReadOnlySpan<byte> bytes, CopyKind kind) =>
        SendToFirst(worker, snapshot, collectors, bytes, kind, isLastRound: false) || SendToFirst(worker, snapshot, collectors, bytes, kind, isLastRound: true);

    private bool SendToFirst(WorkerState worker, Snapshot snapshot, TraceCollector[] collectors, ReadOnlySpan<byte> bytes, CopyKind kind, bool isLastRound)
    {
        RecentCopies? doubtful = null;
        foreach (var collector in collectors)
        {
            if (!isLastRound && !collector.IsUsable)
                continue;

            if (SendTo(worker, snapshot, collector, bytes, kind, mayWait: isLastRound))
            {
                if (doubtful is not null)
                    Repeat(worker, snapshot, collector, doubtful, kind);

                return true;
            }

            doubtful ??= collector.Link?.Recent;
        }

        return false;
    }

    // What a collector was sent before its host said that nobody takes it goes to the one that stands in.
    private void Repeat(WorkerState worker, Snapshot snapshot, TraceCollector collector, RecentCopies doubtful, CopyKind kind)
    {
        while (doubtful.TryTake(out var copy))
        {
            SendTo(worker, snapshot, collector, copy.Bytes, kind);
            doubtful.Return(copy);
        }
    }

    // mayWait: a copy for a stream without a connection waits for one; else it is refused.
    private bool SendTo(WorkerState worker, Snapshot snapshot, TraceCollector collector, ReadOnlySpan<byte> bytes, CopyKind kind, bool mayWait = true)
    {
        var sent = collector.TryResolve(worker, snapshot, _resolver, out var destination) && (kind, destination.Protocol) switch
        {
            (CopyKind.Hep3, TransportProtocol.Tcp or TransportProtocol.Tls) => Queue(destination with { Socket = _socket.Forced(destination) }, bytes, snapshot, mayWait),
            (CopyKind.Datagram, var protocol) when protocol.IsStream() => false,
            (_, TransportProtocol.Udp) when collector.Link is { } link => link.TrySend(_socket.Forced(destination)?.Local ?? default, destination.Remote, bytes),
            _ => _sender.SendUntapped(worker, destination with { Socket = _socket.For(destination) }, bytes) == SendStatus.Sent,
        };
        collector.Note(sent);
        return sent;
    }

    private bool Queue(in Destination destination, ReadOnlySpan<byte> bytes, Snapshot snapshot, bool mayWait) =>
        (mayWait || !_streams.IsDown(destination)) && _streams.TrySend(destination, bytes, snapshot.Tls, _log);
}
