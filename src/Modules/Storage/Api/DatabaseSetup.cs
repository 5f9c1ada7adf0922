using Signalbox.Modules.Storage.Schema;

namespace Signalbox.Modules.Storage.Api;

/// <summary>Makes the tables that modules expect, for <c>signalbox db create</c>.</summary>
public static class DatabaseSetup
{
    private static readonly SqlLimit OneRow = new(1, 1024);
    private static readonly SqlStatement NewVersion = SqlStatement.Insert("version", ["table_name", "table_version"]);

    /// <summary>Makes what is missing; tables that are there stay as they are.</summary>
    /// <param name="modules">Objects of the database modules; the one that serves the URL's scheme is used.</param>
    /// <param name="url">The database.</param>
    /// <param name="withAccounting">True for the further accounting columns of the peer's example configuration.</param>
    /// <param name="output">Gets a line for each table.</param>
    /// <returns>Null, or why it failed, without the password.</returns>
    public static string? Create(IEnumerable<object> modules, string url, bool withAccounting, TextWriter output)
    {
        if (!SqlProviders.TryCreate([.. modules.OfType<ISqlProvider>()], url, out var database, out var error, out _))
            return error;

        using (database)
        {
            try
            {
                database.Open();
                foreach (var table in StandardTables.Read(withAccounting))
                    output.WriteLine(Create(database, table) ? $"made {table.Name} (version {table.Version})" : $"kept {table.Name}");

                return null;
            }
            catch (StoreException exception)
            {
                return exception.Message;
            }
        }
    }

    private static bool Create(ISqlDatabase database, SchemaTable table)
    {
        if (Exists(database, table))
            return false;

        var writer = new SchemaWriter(database.Dialect);
        database.Query(writer.Table(table), OneRow);
        foreach (var index in writer.Indexes(table))
            database.Query(index, OneRow);

        database.Execute(NewVersion, [SqlValue.Of(table.Name), SqlValue.Of(table.Version)], OneRow);
        return true;
    }

    private static bool Exists(ISqlDatabase database, SchemaTable table)
    {
        try
        {
            database.Execute(SqlStatement.Select(table.Name, [table.Columns[0].Name], []), [], OneRow);
            return true;
        }
        catch (StoreException)
        {
            // The database answers (it was opened), so the table is not there.
            return false;
        }
    }
}
