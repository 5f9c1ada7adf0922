using Microsoft.Data.Sqlite;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbSqlite;

/// <summary>The tables with dates in one file.</summary>
internal sealed class SqliteDatedTables(SqliteConnection connection) : IDatedTables
{
    /// <inheritdoc />
    public List<(string Table, string Pattern, bool IsThere)> Made()
    {
        var made = new List<(string, string, bool)>();
        SqliteFiles.Run(connection, DatedRetention.Create);
        using var command = Command($"SELECT table_name, pattern, EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = table_name) FROM {DatedRetention.Table}");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            made.Add((reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));

        return made;
    }

    /// <summary>The pages of the file that hold something; others are used again before it grows.</summary>
    public long Size()
    {
        using var command = Command("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size");
        return (long)command.ExecuteScalar()!;
    }

    /// <inheritdoc />
    public void Drop(string table) => SqliteFiles.Run(connection, $"DROP TABLE {SqliteSchema.Quote(table)}");

    /// <inheritdoc />
    public void Forget(string table)
    {
        using var command = Command($"DELETE FROM {DatedRetention.Table} WHERE table_name = $table", ("$table", table));
        command.ExecuteNonQuery();
    }

    /// <summary>Notes that a table was made.</summary>
    public void Note(string table, DatedPattern pattern)
    {
        SqliteFiles.Run(connection, DatedRetention.Create);
        using var command = Command($"INSERT OR REPLACE INTO {DatedRetention.Table} (table_name, pattern) VALUES ($table, $pattern)", ("$table", table), ("$pattern", pattern.Text));
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);

        return command;
    }
}
