using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Acc;

/// <summary>Writes call records as rows: start, end, duration, further values.</summary>
internal sealed class CallRowWriter
{
    private const int UsualColumns = 3;
    private readonly string _table;
    private readonly string? _timeFormat;
    private readonly TableLayout _layout;
    private RecordWriter? _writer;

    /// <summary>Makes the columns.</summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="settings">Names and further values.</param>
    /// <param name="timeFormat">Format of the times, which are UTC; null = the database's own.</param>
    /// <param name="isNullable">True when a further value that is not there is NULL.</param>
    /// <param name="version">Version that the table has; 0 = any.</param>
    public CallRowWriter(string table, CallRecordSettings settings, string? timeFormat, bool isNullable, int version)
    {
        _table = table;
        _timeFormat = timeFormat;
        var time = timeFormat is null ? ColumnKind.Timestamp : ColumnKind.Text;
        var columns = new List<TableColumn>
        {
            new(settings.Names[0], time),
            new(settings.Names[1], time),
            new(settings.Names[2], ColumnKind.Thousandths),
        };
        foreach (var field in settings.Fields)
            columns.Add(new TableColumn(field.Name, ColumnKind.Text, IsNullable: isNullable));

        _layout = new TableLayout(columns, version, [("start_time_idx", settings.Names[0])]);
    }

    /// <summary>Says where rows go.</summary>
    /// <exception cref="StoreException">The table is not there or of another version.</exception>
    public void Start(RecordWriter writer)
    {
        writer.Prepare(_layout, _table);
        _writer = writer;
    }

    /// <summary>Queues a row; it is dropped and counted when the queue is full.</summary>
    public void Write(CallRecord record, string?[] values)
    {
        if (_writer?.Rent(_layout, _table) is not { } row)
            return;

        SetTime(row, 0, record.Began);
        SetTime(row, 1, record.Ended);
        row.Set(2, record.HasFailed ? 0 : record.Milliseconds);
        for (var i = 0; i < values.Length; i++)
            row.Set(UsualColumns + i, values[i] ?? string.Empty);

        _writer.Enqueue(row);
    }

    private void SetTime(StoredRow row, int column, long ticks)
    {
        if (_timeFormat is null)
            row.Set(column, ticks);
        else
            row.Set(column, TimeFormat.Write(new DateTimeOffset(ticks, TimeSpan.Zero), _timeFormat));
    }
}
