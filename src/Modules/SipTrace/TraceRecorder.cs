using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.SipTrace;

/// <summary>Stores and mirrors the records of the script and of transactions.</summary>
internal sealed class TraceRecorder
{
    private readonly TraceSettings _settings;
    private readonly TraceDatabase? _database;
    private readonly TraceMirror _mirror;

    /// <summary>Creates the recorder of one generation.</summary>
    public TraceRecorder(TraceSettings settings, TraceDatabase? database, TraceMirror mirror)
    {
        _settings = settings;
        _database = database;
        _mirror = mirror;
    }

    /// <summary>Stores one record and sends its copy.</summary>
    /// <param name="worker">The worker at work.</param>
    /// <param name="snapshot">Its generation.</param>
    /// <param name="record">The record.</param>
    /// <param name="withoutUser">True to store the row without a user (trace_on).</param>
    /// <returns>False when the row was dropped, the copy could not be sent, or there is nowhere to send it.</returns>
    public bool Record(WorkerState worker, Snapshot snapshot, in TraceRecord record, bool withoutUser)
    {
        if (!_settings.ReadsXHeaders)
            return StoreAndSend(worker, snapshot, record, withoutUser);

        var writer = worker.RentWriter();
        var ok = TraceXHeaders.TryTake(writer, record, out var taken) && StoreAndSend(worker, snapshot, taken, withoutUser);
        worker.Return(writer);
        return ok;
    }

    private bool StoreAndSend(WorkerState worker, Snapshot snapshot, in TraceRecord record, bool withoutUser)
    {
        var stored = !_settings.ToDatabase || _database is null || _database.Store(record, withoutUser && !Repeats(TraceModes.Database));
        if (TargetOf(record) is not { } target)
            return stored && _settings.ToDatabase;

        // As in the peer, versions 1 and 2 send nothing at all while duplicate_uri is not set.
        if (_settings.UseHep && _settings.HepVersion != 3 && _settings.DuplicateUri is null)
            return stored;

        if (withoutUser && target == _settings.DuplicateUri && Repeats(_settings.UseHep ? TraceModes.Hep : TraceModes.Plain))
            return stored;

        return Send(worker, snapshot, target, record) && stored;
    }

    // What trace_mode does with every message need not be done again.
    private bool Repeats(int mode) => _settings.RecordsOnce && (_settings.Mode & mode) != 0;

    private TraceTarget? TargetOf(in TraceRecord record)
    {
        if (record.Target is not null)
            return record.Target;

        // Plain copies without a destination of their own are made only while there are no rows; the old dialect made them always.
        return _settings.UseHep || !_settings.ToDatabase || _settings.FlagAlone ? _settings.DuplicateUri : null;
    }

    private bool Send(WorkerState worker, Snapshot snapshot, TraceTarget target, in TraceRecord record)
    {
        if (!_settings.WritesXHeaders)
            return Send(worker, snapshot, target, record, record.Bytes);

        var writer = worker.RentWriter();
        var sent = TraceXHeaders.TryAdd(writer, record, withoutTimeAndMethod: false) && Send(worker, snapshot, target, record, writer.Written);
        worker.Return(writer);
        return sent;
    }

    private bool Send(WorkerState worker, Snapshot snapshot, TraceTarget target, in TraceRecord record, ReadOnlySpan<byte> payload) => _settings.UseHep
        ? _mirror.SendHep(worker, snapshot, target, record, payload)
        : _mirror.SendPlain(worker, snapshot, target, payload);
}
