using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipTrace;

/// <summary>Turns records into rows and queues them; never waits for the database.</summary>
internal sealed class TraceDatabase
{
    private readonly RecordWriter _writer;
    private readonly TableLayout _layout;
    private readonly TraceSettings _settings;
    private readonly Counter _requests;
    private readonly Counter _replies;
    private readonly bool _hasMark;

    /// <summary>Works on a running writer.</summary>
    public TraceDatabase(RecordWriter writer, TableLayout layout, TraceSettings settings, Counter requests, Counter replies)
    {
        _writer = writer;
        _layout = layout;
        _settings = settings;
        _requests = requests;
        _replies = replies;
        _hasMark = layout.Columns.Count > TraceColumns.MarkPosition;
    }

    /// <summary>
    /// Queues the rows of one record: one without a user when <paramref name="withoutUser"/>, then one for each user of
    /// the AVP, newest first.
    /// </summary>
    /// <returns>False when a row was dropped.</returns>
    public bool Store(in TraceRecord record, bool withoutUser)
    {
        var whole = !withoutUser || StoreWithoutUser(record);
        if (record.Avps is null || _settings.UserAvp is not { } name)
            return whole;

        var user = record.Avps.Get(name);
        for (var i = 1; user.IsDefined; user = record.Avps.Get(name, i++))
            whole &= StoreForUser(record, user);

        return whole;
    }

    private bool StoreWithoutUser(in TraceRecord record)
    {
        if (Fill(record) is not { } row)
            return false;

        _writer.Enqueue(row);

        // The peer does not count what trace_mode stores.
        if (record.Avps is not null)
            (record.IsRequest ? _requests : _replies).Increment();

        return true;
    }

    private bool StoreForUser(in TraceRecord record, in ScriptValue user)
    {
        if (Fill(record) is not { } row)
            return false;

        user.WriteTo(row.OpenText(TraceColumns.TracedUser));
        row.CloseText(TraceColumns.TracedUser);
        _writer.Enqueue(row);
        return true;
    }

    private StoredRow? Fill(in TraceRecord record)
    {
        if (_writer.Rent(_layout, TableOf(record)) is not { } row)
            return null;

        row.Set(TraceColumns.Message, record.Bytes);
        row.Set(TraceColumns.CallId, record.CallId);
        row.Set(TraceColumns.Method, record.Method);
        row.Set(TraceColumns.Status, record.Status);
        record.From.WriteTo(row.OpenText(TraceColumns.FromIp));
        row.CloseText(TraceColumns.FromIp);
        record.To.WriteTo(row.OpenText(TraceColumns.ToIp));
        row.CloseText(TraceColumns.ToIp);
        row.Set(TraceColumns.TimeStamp, record.UtcTicks);
        row.Set(TraceColumns.Direction, record.Direction);
        row.Set(TraceColumns.FromTag, record.FromTag);
        row.Set(TraceColumns.Microseconds, record.UtcTicks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
        row.Set(TraceColumns.ToTag, record.ToTag);
        row.Set(TraceColumns.CorrelationId, record.CorrelationId);
        if (_hasMark)
            row.Set(TraceColumns.MarkPosition, record.IsRepeated ? "retransmission"u8 : default);

        return row;
    }

    private string TableOf(in TraceRecord record)
    {
        if (record.Avps is null || _settings.TableAvp is not { } name)
            return _settings.Table;

        var table = record.Avps.Get(name);
        return table.IsText && table.TextLength > 0 ? table.ToText() : _settings.Table;
    }
}
