using Microsoft.Data.Sqlite;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbSqlite;

/// <summary>Makes missing tables and checks those that are there.</summary>
internal sealed class SqliteTables
{
    private readonly SqliteConnection _connection;
    private readonly bool _autoCreate;
    private readonly string _database;
    private readonly DatedPatterns _patterns;

    /// <summary>Works on an open database.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="autoCreate">True to create what is missing.</param>
    /// <param name="database">Its name, for messages.</param>
    /// <param name="patterns">Patterns of tables with a date in their names.</param>
    public SqliteTables(SqliteConnection connection, bool autoCreate, string database, DatedPatterns patterns)
    {
        _patterns = patterns;
        _connection = connection;
        _autoCreate = autoCreate;
        _database = database;
    }

    /// <summary>Creates the table, or checks that it has every column that rows need and adds those that older forms lack.</summary>
    /// <returns>The places in the layout of the columns that the table has.</returns>
    /// <exception cref="StoreException">The table or a column is missing, or the version is another.</exception>
    public int[] Prepare(TableLayout layout, string table)
    {
        var columns = ColumnsOf(table);
        if (columns.Count > 0)
        {
            Check(layout, table, columns);
        }
        else
        {
            if (!_autoCreate)
                throw new StoreException($"{_database} has no table '{table}'; create it, or set modparam(\"db_sqlite\", \"auto_create\", 1)");

            Create(layout, table);
            columns = ColumnsOf(table);
        }

        return [.. Enumerable.Range(0, layout.Columns.Count).Where(place => columns.Contains(layout.Columns[place].Name))];
    }

    private void Create(TableLayout layout, string table)
    {
        Run(SqliteSchema.CreateTable(layout, table));
        foreach (var index in SqliteSchema.CreateIndexes(layout, table))
            Run(index);

        if (_patterns.Find(table) is { } pattern)
            new SqliteDatedTables(_connection).Note(table, pattern);

        if (layout.Version == 0)
            return;

        Run(LayoutSql.CreateVersionTable);
        using var command = _connection.CreateCommand();
        command.CommandText = "INSERT INTO version (table_name, table_version) SELECT $name, $version WHERE NOT EXISTS (SELECT 1 FROM version WHERE table_name = $name)";
        command.Parameters.AddWithValue("$name", table);
        command.Parameters.AddWithValue("$version", layout.Version);
        command.ExecuteNonQuery();
    }

    private void Check(TableLayout layout, string table, HashSet<string> columns)
    {
        TableCheck.Require(layout, table, _database, columns.Contains);
        TableCheck.RequireVersion(layout, table, _database, layout.Version == 0 ? null : VersionOf(table));
        if (!_autoCreate)
            return;

        foreach (var column in TableCheck.Addable(layout, columns.Contains).ToArray())
        {
            Run(SqliteSchema.AddColumn(table, column));
            columns.Add(column.Name);
        }
    }

    private HashSet<string> ColumnsOf(string table)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info($table)";
        command.Parameters.AddWithValue("$table", table);
        using var reader = command.ExecuteReader();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
            names.Add(reader.GetString(0));

        return names;
    }

    private long? VersionOf(string table)
    {
        if (ColumnsOf("version").Count == 0)
            return null;

        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT table_version FROM version WHERE table_name = $name";
        command.Parameters.AddWithValue("$name", table);
        return command.ExecuteScalar() as long?;
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
