using System.Globalization;
using MySql.Data.MySqlClient;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.MySql;

/// <summary>Finds tables, makes missing ones and checks those that are there.</summary>
internal sealed class MySqlTables(MySqlConnection connection, bool autoCreate, string database, DatedPatterns patterns)
{
    private readonly LayoutSql _sql = new(SqlDialect.MySql);

    /// <summary>The table for the rows of a layout.</summary>
    /// <exception cref="StoreException">It is missing, or is another than expected.</exception>
    public MySqlTable Find(TableLayout layout, string table)
    {
        var columns = ColumnsOf(table);
        if (columns.Count == 0)
        {
            Create(layout, table);
            columns = ColumnsOf(table);
        }

        TableCheck.Require(layout, table, database, columns.ContainsKey);
        TableCheck.RequireVersion(layout, table, database, layout.Version == 0 ? null : VersionOf(table));
        foreach (var column in autoCreate ? TableCheck.Addable(layout, columns.ContainsKey).ToArray() : [])
        {
            Run(_sql.AddColumn(table, column));
            columns.Add(column.Name, new TextRoom(column.MaxLength, IsBytes: false));
        }

        int[] places = [.. Enumerable.Range(0, layout.Columns.Count).Where(place => columns.ContainsKey(layout.Columns[place].Name))];
        return new MySqlTable(table, layout, places, [.. places.Select(place => columns[layout.Columns[place].Name])]);
    }

    private void Create(TableLayout layout, string table)
    {
        if (!autoCreate)
            throw new StoreException($"{database} has no table '{table}'; create it, or set modparam(\"db_mysql\", \"auto_create\", 1)");

        Run(_sql.CreateTable(layout, table, isPartitioned: false));
        foreach (var index in _sql.CreateIndexes(layout, table))
            Run(index);

        if (patterns.Find(table) is { } pattern)
            new MySqlDatedTables(connection).Note(table, pattern);

        if (layout.Version == 0)
            return;

        Run(LayoutSql.CreateVersionTable);
        Run("DELETE FROM version WHERE table_name = @p1", table);
        Run("INSERT INTO version (table_name, table_version) VALUES (@p1, @p2)", table, layout.Version);
    }

    private Dictionary<string, TextRoom> ColumnsOf(string table)
    {
        using var command = Command("SELECT column_name, data_type, character_maximum_length FROM information_schema.columns WHERE table_schema = database() AND table_name = @p1", table);
        using var reader = command.ExecuteReader();
        var names = new Dictionary<string, TextRoom>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
            names[reader.GetString(0)] = reader.IsDBNull(2) ? default : new TextRoom(Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture), reader.GetString(1) is not ("varchar" or "char"));

        return names;
    }

    private long? VersionOf(string table)
    {
        if (ColumnsOf("version").Count == 0)
            return null;

        using var command = Command("SELECT table_version FROM version WHERE table_name = @p1", table);
        return command.ExecuteScalar() is { } found and not DBNull ? Convert.ToInt64(found, CultureInfo.InvariantCulture) : null;
    }

    private void Run(string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private MySqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new MySqlCommand(sql, connection);
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue(SqlDialect.MySql.Parameter(i + 1), values[i]);

        return command;
    }
}
