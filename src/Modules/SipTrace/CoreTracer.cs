using Signalbox.Engine.Buffers;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.SipTrace;

/// <summary>Does what trace_mode asks for: every message in and out, whatever the script does.</summary>
internal sealed class CoreTracer
{
    private const int ShortestDatagram = 32;
    private readonly TraceSettings _settings;
    private readonly TraceDatabase? _database;
    private readonly TraceMirror _mirror;
    private readonly TraceEvents _events;
    private readonly RepeatMemory? _repeats;

    /// <summary>Creates the tracer of one generation.</summary>
    public CoreTracer(TraceSettings settings, TraceDatabase? database, TraceMirror mirror, TraceEvents events, RepeatMemory? repeats)
    {
        _settings = settings;
        _database = database;
        _mirror = mirror;
        _events = events;
        _repeats = repeats;
    }

    /// <summary>Traces one message from the tap.</summary>
    public void Trace(in TapEvent shown, bool isOutgoing)
    {
        // Keepalives: the peer's core drops such datagrams before anybody sees them.
        if (shown.Origin == MessageOrigin.Keepalive || shown.Snapshot is null
            || (shown.Protocol == TransportProtocol.Udp && shown.Bytes.Length < ShortestDatagram))
            return;

        var mustParse = _events.IsDefined || (_settings.Mode & TraceModes.Database) != 0;
        var scratch = mustParse ? TraceScratch.Of(shown.Worker) : null;
        if (scratch is { IsRunning: true })
            return;

        var isSip = scratch is not null && scratch.TryParse(shown);
        if (_events.IsDefined && (!isSip || !_events.Allows(scratch!, shown, isOutgoing)))
            return;

        var record = default(TraceRecord);
        var isWhole = isSip && TraceRecord.TryStart(scratch!.Message, shown.Bytes, out record);
        record.Bytes = shown.Bytes;
        record.SetEnds(shown, isOutgoing);
        record.IsRepeated = _repeats?.Note(shown, isOutgoing) ?? false;
        if (isWhole && (_settings.Mode & TraceModes.Database) != 0)
            _database?.Store(record, withoutUser: true);

        Mirror(shown, record);
    }

    private void Mirror(in TapEvent shown, in TraceRecord record)
    {
        if (_settings.DuplicateUri is not { } target)
            return;

        ByteWriter? writer = null;
        var payload = shown.Bytes;
        if (_settings.WritesXHeaders && _events.IsDefined)
        {
            writer = shown.Worker.RentWriter();
            if (TraceXHeaders.TryAdd(writer, record, withoutTimeAndMethod: true))
                payload = writer.Written;
        }

        if ((_settings.Mode & TraceModes.Hep) != 0)
            _mirror.SendHep(shown.Worker, shown.Snapshot!, target, record, payload);

        if ((_settings.Mode & TraceModes.Plain) != 0)
            _mirror.SendPlain(shown.Worker, shown.Snapshot!, target, payload);

        if (writer is not null)
            shown.Worker.Return(writer);
    }
}
