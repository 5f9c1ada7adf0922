using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Hep.Api;

namespace Signalbox.Modules.SipTrace;

/// <summary>Sends copies, in HEP or as they are, from the worker; the sends are not seen by the tap.</summary>
internal sealed class TraceMirror
{
    private readonly TraceSettings _settings;
    private readonly IMessageSender _sender;
    private readonly IDestinationResolver _resolver;
    private readonly TraceSocket _socket;

    /// <summary>Creates the sender of one generation.</summary>
    public TraceMirror(TraceSettings settings, IMessageSender sender, IDestinationResolver resolver, TraceSocket socket)
    {
        _settings = settings;
        _sender = sender;
        _resolver = resolver;
        _socket = socket;
    }

    /// <summary>Sends the message in the configured HEP version.</summary>
    /// <returns>False when an address is unknown, the packet would be too long, or it could not be sent.</returns>
    public bool SendHep(WorkerState worker, Snapshot snapshot, TraceTarget target, in TraceRecord record, ReadOnlySpan<byte> payload)
    {
        if (!record.From.EndPoint.IsSet || !record.To.EndPoint.IsSet || !TryFind(worker, snapshot, target, out var destination))
            return false;

        // HEP 1 and 2 have no length field, so a stream could not be cut into packets again.
        if (_settings.HepVersion != 3 && destination.Protocol.IsStream())
            return false;

        var frame = new HepFrame
        {
            Version = _settings.HepVersion, Source = record.From.EndPoint, Destination = record.To.EndPoint, Transport = record.To.Protocol,
            UtcTicks = record.UtcTicks, Payload = payload, CaptureId = _settings.CaptureId, PayloadType = HepPayloadType.Sip,
            CorrelationId = record.CorrelationId, AuthKey = _settings.AuthKey,
        };
        return Send(worker, destination, frame);
    }

    /// <summary>Sends a log line in HEP 3; its addresses are those of the packet itself.</summary>
    public bool SendLog(WorkerState worker, Snapshot snapshot, TraceTarget target, ReadOnlySpan<byte> correlationId, ReadOnlySpan<byte> text)
    {
        if (!TryFind(worker, snapshot, target, out var destination) || _socket.LocalFor(destination) is not { IsSet: true } local)
            return false;

        var frame = new HepFrame
        {
            Version = 3, Source = local, Destination = destination.Remote, Transport = TransportProtocol.Udp,
            UtcTicks = DateTime.UtcNow.Ticks, Payload = text, CaptureId = _settings.CaptureId, PayloadType = HepPayloadType.Log,
            CorrelationId = correlationId, AuthKey = _settings.AuthKey,
        };
        return Send(worker, destination, frame);
    }

    /// <summary>Sends the bytes as they are.</summary>
    public bool SendPlain(WorkerState worker, Snapshot snapshot, TraceTarget target, ReadOnlySpan<byte> payload) =>
        TryFind(worker, snapshot, target, out var destination) && _sender.SendUntapped(worker, destination, payload) == SendStatus.Sent;

    private bool Send(WorkerState worker, in Destination destination, in HepFrame frame)
    {
        var writer = worker.RentWriter();
        var sent = HepWriter.TryWrite(writer, frame) && _sender.SendUntapped(worker, destination, writer.Written) == SendStatus.Sent;
        worker.Return(writer);
        return sent;
    }

    private bool TryFind(WorkerState worker, Snapshot snapshot, TraceTarget target, out Destination destination)
    {
        if (!target.TryResolve(worker, snapshot, _resolver, out destination))
            return false;

        destination = destination with { Socket = _socket.For(destination) };
        return true;
    }
}
