using Signalbox.Engine.Routing;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Acc;

/// <summary>Writes records as rows: usual columns, further ones, one row for each leg.</summary>
internal sealed class RowWriter
{
    private const int UsualColumns = 7;
    private const int TimeColumn = 6;
    private static readonly int[] Lengths = [16, 128, 128, 255, 3, 128];
    private readonly ExtraField[] _extra;
    private readonly LegField[] _legs;
    private readonly TimeField _time;
    private readonly TableColumn[] _columns;
    private readonly TableLayout _layout;
    private RecordWriter? _writer;

    /// <summary>Makes the columns.</summary>
    /// <param name="names">Names of the usual columns: method, tags, Call-ID, code, reason, time.</param>
    /// <param name="extra">Further columns.</param>
    /// <param name="legs">Columns of legs.</param>
    /// <param name="time">The further time.</param>
    /// <param name="isNullable">True when an empty further value is NULL.</param>
    public RowWriter(string[] names, ExtraField[] extra, LegField[] legs, TimeField time, bool isNullable)
    {
        _extra = extra;
        _legs = legs;
        _time = time;
        var columns = new List<TableColumn>();
        for (var i = 0; i < TimeColumn; i++)
            columns.Add(new TableColumn(names[i], ColumnKind.Text, Lengths[i]));

        columns.Add(new TableColumn(names[TimeColumn], ColumnKind.Timestamp));
        if (time.IsWritten)
            columns.Add(new TableColumn(time.Name, time.IsNumber ? ColumnKind.Integer : ColumnKind.Text));

        foreach (var field in extra)
            columns.Add(new TableColumn(field.Name, ColumnKind.Text, IsNullable: isNullable));

        foreach (var leg in legs)
            columns.Add(new TableColumn(leg.Name, ColumnKind.Text, IsNullable: isNullable));

        _columns = [.. columns];
        _layout = Layout(0, checksVersion: false);
    }

    /// <summary>The columns with the version that a table of them has.</summary>
    public TableLayout Layout(int version, bool checksVersion) => new(_columns, checksVersion ? version : 0, [("callid_idx", _columns[3].Name)]);

    /// <summary>Says where rows go.</summary>
    public void Start(RecordWriter writer) => _writer = writer;

    /// <summary>Queues the rows of a record; they are dropped and counted when the queue is full.</summary>
    public void Write(in AccountingRecord record, string table)
    {
        var hasMore = true;
        for (var leg = 0; hasMore; leg++)
        {
            if (_writer?.Rent(_layout, table) is not { } row)
                return;

            Fill(row, record);
            hasMore = FillLeg(row, record.Context, leg);
            _writer.Enqueue(row);
        }
    }

    private void Fill(StoredRow row, in AccountingRecord record)
    {
        row.Set(0, record.Method);
        row.Set(1, record.IsSwapped ? record.ToTag : record.FromTag);
        row.Set(2, record.IsSwapped ? record.FromTag : record.ToTag);
        row.Set(3, record.CallId);
        row.Set(4, record.Code);
        row.Set(5, record.Reason);
        row.Set(TimeColumn, record.Time.UtcTicks);
        var column = UsualColumns;
        if (_time.IsNumber)
            row.Set(column++, TimeField.Microseconds(record.Time));
        else if (_time.IsWritten)
            row.Set(column++, _time.Text(record.Time));

        foreach (var field in _extra)
        {
            // The value may itself be made in a scratch text, so it is read before the column is opened.
            var value = field.Value.Read(record.Context);
            value.WriteTo(row.OpenText(column));
            row.CloseText(column++);
        }
    }

    private bool FillLeg(StoredRow row, RoutingContext context, int leg)
    {
        var column = _columns.Length - _legs.Length;
        var hasMore = false;
        foreach (var field in _legs)
        {
            context.Avps.Get(field.Avp, leg).WriteTo(row.OpenText(column));
            row.CloseText(column++);
            hasMore |= context.Avps.Get(field.Avp, leg + 1).IsDefined;
        }

        return hasMore;
    }
}
