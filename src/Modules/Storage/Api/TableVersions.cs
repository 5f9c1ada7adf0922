namespace Signalbox.Modules.Storage.Api;

/// <summary>The peer's table <c>version</c>, which says what columns to expect.</summary>
internal static class TableVersions
{
    private static readonly SqlStatement Query = SqlStatement.Select("version", ["table_version"], ["table_name"]);

    /// <summary>Checks the version of a table.</summary>
    /// <exception cref="StoreException">It is another, not there, or the database cannot be used.</exception>
    public static void Check(ISqlDatabase database, string table, int version)
    {
        var rows = database.Execute(Query, [SqlValue.Of(table)], new SqlLimit(1, 1024));
        var found = rows.Rows.Count > 0 ? rows.Rows[0][0].ToInteger() : 0;
        if (found != version)
            throw new StoreException($"{database.Name}: table '{table}' has version {found}, expected {version}; signalbox db create makes the tables");
    }
}
