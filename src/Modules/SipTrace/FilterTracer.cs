using Signalbox.Engine.Configuration;
using Signalbox.Engine.Tap;

namespace Signalbox.Modules.SipTrace;

/// <summary>Records what the filters of operators match, from the tap, whatever trace_on and the script say; each message once per sink.</summary>
internal sealed class FilterTracer
{
    private readonly TraceFilters _filters;
    private readonly TraceSettings _settings;
    private readonly TraceDatabase? _database;
    private readonly TraceMirror _mirror;
    private readonly Toggle _on;
    private readonly RepeatMemory? _repeats;

    /// <summary>Creates the tracer of one generation.</summary>
    public FilterTracer(TraceFilters filters, TraceSettings settings, TraceDatabase? database, TraceMirror mirror, Toggle on, RepeatMemory? repeats)
    {
        _filters = filters;
        _settings = settings;
        _database = database;
        _mirror = mirror;
        _on = on;
        _repeats = repeats;
    }

    /// <summary>Traces one message from the tap, if a filter wants it.</summary>
    public void Trace(in TapEvent shown, bool isOutgoing)
    {
        if (shown.Origin == MessageOrigin.Keepalive || shown.Snapshot is null)
            return;

        var scratch = TraceScratch.Of(shown.Worker);
        if (scratch.IsRunning || !scratch.TryParse(shown) || !TraceRecord.TryStart(scratch.Message, shown.Bytes, out var record))
            return;

        record.SetEnds(shown, isOutgoing);
        record.IsRepeated = _repeats?.Note(shown, isOutgoing) ?? false;
        var isWanted = false;
        var live = _filters.Live;
        for (var i = 0; i < live.Length; i++)
        {
            if (!live[i].Matches(scratch.Message, record.CallId, shown.Remote))
                continue;

            if (!live[i].TryCount())
            {
                _filters.Stop(live[i], FilterEnd.Budget);
                continue;
            }

            Record(shown, record, live[i], isFirst: !isWanted);
            isWanted = true;
        }
    }

    private void Record(in TapEvent shown, in TraceRecord record, TraceFilter filter, bool isFirst)
    {
        var mode = _settings.ModeNow(_on);
        if (isFirst && (mode & TraceModes.Database) == 0)
            _database?.Store(record, withoutUser: true);

        if (filter.Target is { } own)
            Copy(shown, own, record);
        else if (isFirst && _settings.DuplicateUri is { } target && (mode & (_settings.UseHep ? TraceModes.Hep : TraceModes.Plain)) == 0)
            Copy(shown, target, record);
    }

    private void Copy(in TapEvent shown, TraceTarget target, in TraceRecord record)
    {
        if (!_settings.WritesXHeaders)
        {
            Copy(shown, target, record, record.Bytes);
            return;
        }

        // One that has no room for them goes as it is: unlike a script, an operator is not told of a copy that is missing.
        var writer = shown.Worker.RentWriter();
        Copy(shown, target, record, TraceXHeaders.TryAdd(writer, record, withoutTimeAndMethod: false) ? writer.Written : record.Bytes);
        shown.Worker.Return(writer);
    }

    private void Copy(in TapEvent shown, TraceTarget target, in TraceRecord record, ReadOnlySpan<byte> payload)
    {
        if (_settings.UseHep || _settings.Mode is not (0 or TraceModes.Plain))
            _mirror.SendHep(shown.Worker, shown.Snapshot!, target, record, payload);
        else
            _mirror.SendPlain(shown.Worker, shown.Snapshot!, target, payload);
    }
}
