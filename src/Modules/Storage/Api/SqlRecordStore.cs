namespace Signalbox.Modules.Storage.Api;

/// <summary>Rows of modules in a database server. A batch goes in one transaction; when a row spoils it, row by row.</summary>
internal sealed class SqlRecordStore(ISqlDatabase database) : IRecordStore
{
    private const int MaxStatements = 64;
    private static readonly SqlLimit OneRow = new(1, 1024);
    private readonly Dictionary<(string Table, TableLayout Layout), SqlStatement> _inserts = [];

    /// <inheritdoc />
    public string Name => database.Name;

    /// <inheritdoc />
    public void Prepare(TableLayout layout, string table)
    {
        var columns = layout.Columns.Select(static column => column.Name).ToArray();
        database.Execute(SqlStatement.Select(table, columns, []), [], OneRow);
        if (layout.Version > 0)
            TableVersions.Check(database, table, layout.Version);
    }

    /// <inheritdoc />
    public BatchResult Write(ReadOnlySpan<StoredRow> rows)
    {
        var calls = new SqlCall[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            calls[i] = new SqlCall(InsertOf(rows[i]), Values(rows[i]));

        try
        {
            database.ExecuteAll(calls);
            return new BatchResult(rows.Length, 0, null);
        }
        catch (StoreException)
        {
            return WriteOneByOne(calls);
        }
    }

    /// <inheritdoc />
    public void Dispose() => database.Dispose();

    // A refusal may be the row's fault or the database's; when even the connection fails, the batch is tried again later.
    private BatchResult WriteOneByOne(SqlCall[] calls)
    {
        database.Open();
        var written = 0;
        string? error = null;
        foreach (var call in calls)
        {
            try
            {
                database.Execute(call.Statement, call.Values, default);
                written++;
            }
            catch (StoreException exception)
            {
                error ??= $"{exception.Message} (table {call.Statement.Table})";
            }
        }

        return new BatchResult(written, calls.Length - written, error);
    }

    private SqlStatement InsertOf(StoredRow row)
    {
        if (_inserts.TryGetValue((row.Table, row.Layout), out var known))
            return known;

        if (_inserts.Count >= MaxStatements)
            _inserts.Clear();

        var made = SqlStatement.Insert(row.Table, [.. row.Layout.Columns.Select(static column => column.Name)]);
        _inserts.Add((row.Table, row.Layout), made);
        return made;
    }

    private static SqlValue[] Values(StoredRow row)
    {
        var values = new SqlValue[row.Layout.Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.Layout.Columns[i].Kind switch
            {
                ColumnKind.Integer => SqlValue.Of(row.Number(i)),
                ColumnKind.Thousandths => SqlValue.OfReal(row.Number(i) / 1000.0),
                ColumnKind.Timestamp => SqlValue.OfTime(new DateTimeOffset(row.Number(i), TimeSpan.Zero).ToUnixTimeSeconds()),
                _ when row.Layout.Columns[i].IsNullable => SqlValue.OrNull(row.Text(i)),
                _ => SqlValue.Of(row.Text(i)),
            };
        }

        return values;
    }
}
