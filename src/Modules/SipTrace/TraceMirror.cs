using Signalbox.Engine.Buffers;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Hep.Api;

namespace Signalbox.Modules.SipTrace;

/// <summary>Makes copies, in HEP or as they are, and hands them to the collectors of a target.</summary>
internal sealed class TraceMirror
{
    private readonly TraceSettings _settings;
    private readonly CopySender _sender;

    /// <summary>Creates the mirror of one generation.</summary>
    public TraceMirror(TraceSettings settings, CopySender sender)
    {
        _settings = settings;
        _sender = sender;
    }

    /// <summary>Sends the message in the configured HEP version.</summary>
    /// <returns>False when an address is unknown, the packet would be too long, or it could not be sent.</returns>
    public bool SendHep(WorkerState worker, Snapshot snapshot, TraceTarget target, in TraceRecord record, ReadOnlySpan<byte> payload) =>
        SendHep(worker, snapshot, target, record, payload, _settings.HepVersion);

    /// <summary>As the other, in a version of its own.</summary>
    public bool SendHep(WorkerState worker, Snapshot snapshot, TraceTarget target, in TraceRecord record, ReadOnlySpan<byte> payload, int version)
    {
        if (!record.From.EndPoint.IsSet || !record.To.EndPoint.IsSet)
            return false;

        var frame = new HepFrame
        {
            Version = version, Source = record.From.EndPoint, Destination = record.To.EndPoint, Transport = record.To.Protocol,
            UtcTicks = record.UtcTicks, Payload = payload, CaptureId = _settings.CaptureId, PayloadType = HepPayloadType.Sip,
            CorrelationId = record.CorrelationId, AuthKey = _settings.AuthKey, Chunks = record.IsRepeated ? _settings.MarkChunk : default,
        };
        return Send(worker, snapshot, target, frame);
    }

    /// <summary>Sends a log line in HEP 3; its addresses are those of the packet itself.</summary>
    public bool SendLog(WorkerState worker, Snapshot snapshot, TraceTarget target, ReadOnlySpan<byte> correlationId, ReadOnlySpan<byte> text)
    {
        if (!_sender.TryFindEnds(worker, snapshot, target, out var local, out var remote))
            return false;

        var frame = new HepFrame
        {
            Version = 3, Source = local, Destination = remote, Transport = TransportProtocol.Udp,
            UtcTicks = DateTime.UtcNow.Ticks, Payload = text, CaptureId = _settings.CaptureId, PayloadType = HepPayloadType.Log,
            CorrelationId = correlationId, AuthKey = _settings.AuthKey,
        };
        return Send(worker, snapshot, target, frame);
    }

    /// <summary>Sends the bytes as they are.</summary>
    public bool SendPlain(WorkerState worker, Snapshot snapshot, TraceTarget target, ReadOnlySpan<byte> payload) =>
        _sender.Send(worker, snapshot, target, payload, CopyKind.Sip);

    private bool Send(WorkerState worker, Snapshot snapshot, TraceTarget target, in HepFrame frame)
    {
        var writer = worker.RentWriter();
        var sent = HepWriter.TryWrite(writer, frame) && _sender.Send(worker, snapshot, target, writer.Written, frame.Version == 3 ? CopyKind.Hep3 : CopyKind.Datagram);
        worker.Return(writer);
        return sent;
    }
}
