using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbPostgres;

/// <summary>A table as it is in the database, for the rows of one layout.</summary>
internal sealed class CopyTable
{
    private readonly List<CopyColumn> _columns;

    /// <summary>Creates it from the columns that the table has.</summary>
    public CopyTable(string name, TableLayout layout, List<CopyColumn> columns, bool isPartitioned)
    {
        Name = name;
        Layout = layout;
        _columns = columns;
        IsPartitioned = isPartitioned;
        Sql = $"COPY {SqlDialect.Postgres.Quote(name)} ({string.Join(", ", columns.Select(static column => SqlDialect.Postgres.Quote(column.Column.Name)))}) FROM STDIN (FORMAT BINARY)";
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its rows.</summary>
    public TableLayout Layout { get; }

    /// <summary>True when it consists of partitions.</summary>
    public bool IsPartitioned { get; }

    /// <summary>The COPY statement.</summary>
    public string Sql { get; }

    /// <summary>True when the days of its partitions are those of UTC.</summary>
    public bool IsUtc => _columns.Exists(column => column.Place == Layout.TimeColumn && column.Kind == CopyKind.Moment);

    /// <summary>Appends a row; when it cannot be, nothing is appended.</summary>
    /// <returns>Null, or what is wrong.</returns>
    public string? Append(StoredRow row, CopyBuffer buffer)
    {
        var start = buffer.Length;
        buffer.WriteCount((short)_columns.Count);
        foreach (var column in _columns)
        {
            if (column.TryWrite(row, buffer))
                continue;

            buffer.Truncate(start);
            return $"column '{column.Column.Name}' cannot hold the value (table {Name})";
        }

        return null;
    }
}
