namespace Signalbox.Modules.Storage.Api;

/// <summary>Compares a layout with the columns that a table has.</summary>
internal static class TableCheck
{
    /// <summary>Columns of the layout that the table lacks although rows cannot do without them.</summary>
    /// <exception cref="StoreException">There is one.</exception>
    public static void Require(TableLayout layout, string table, string database, Func<string, bool> has)
    {
        var missing = layout.Columns.Where(column => !column.IsOptional && !has(column.Name)).Select(static column => column.Name).ToArray();
        if (missing.Length > 0)
            throw new StoreException($"table '{table}' in {database} has no column '{string.Join("', '", missing)}'");
    }

    /// <summary>Columns that an older form of the table lacks.</summary>
    public static IEnumerable<TableColumn> Addable(TableLayout layout, Func<string, bool> has) =>
        layout.Columns.Where(column => column is { IsOptional: true, IsMade: true } && !has(column.Name));

    /// <summary>Refuses a table of another version; a table without one is taken by its columns.</summary>
    /// <exception cref="StoreException">It has another version.</exception>
    public static void RequireVersion(TableLayout layout, string table, string database, long? found)
    {
        if (layout.Version != 0 && found is { } version && version != layout.Version)
            throw new StoreException($"table '{table}' in {database} has version {version}, expected {layout.Version}");
    }
}
