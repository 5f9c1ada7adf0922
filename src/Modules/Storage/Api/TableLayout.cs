namespace Signalbox.Modules.Storage.Api;

/// <summary>
/// The columns of a kind of row, in the order in which they are inserted, and what a store needs to make such a table.
/// The key column <c>id</c> is every store's own business and is not listed. Immutable.
/// </summary>
internal sealed class TableLayout
{
    /// <summary>Creates a layout.</summary>
    /// <param name="columns">Columns in insert order.</param>
    /// <param name="version">Table version, as kept in the table <c>version</c>; 0 = not versioned.</param>
    /// <param name="indexes">Indexes: suffix of the name and the column's name.</param>
    public TableLayout(IReadOnlyList<TableColumn> columns, int version, IReadOnlyList<(string Suffix, string Column)> indexes)
    {
        Columns = columns;
        Version = version;
        Indexes = indexes;
    }

    /// <summary>Columns in insert order.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>Those of them that a new table gets.</summary>
    public IEnumerable<TableColumn> Made => Columns.Where(static column => column.IsMade);

    /// <summary>Table version; 0 = not versioned.</summary>
    public int Version { get; }

    /// <summary>Place of the column with the time of rows that may go when they are old; -1 = rows stay for ever.</summary>
    public int TimeColumn { get; init; } = -1;

    /// <summary>Indexes to create.</summary>
    public IReadOnlyList<(string Suffix, string Column)> Indexes { get; }
}
