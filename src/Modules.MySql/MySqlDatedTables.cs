using System.Globalization;
using MySql.Data.MySqlClient;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.MySql;

/// <summary>The tables with dates in one database.</summary>
internal sealed class MySqlDatedTables(MySqlConnection connection) : IDatedTables
{
    private const string Listed = $"FROM information_schema.tables t JOIN {DatedRetention.Table} l ON BINARY t.table_name = BINARY l.table_name WHERE t.table_schema = database()";

    /// <inheritdoc />
    public List<(string Table, string Pattern, bool IsThere)> Made()
    {
        Run(DatedRetention.Create);
        var there = Texts($"SELECT l.table_name, l.pattern {Listed}").ConvertAll(static row => row.Table);
        return Texts($"SELECT table_name, pattern FROM {DatedRetention.Table}").ConvertAll(row => (row.Table, row.Pattern, there.Contains(row.Table)));
    }

    /// <inheritdoc />
    public long Size()
    {
        using var command = new MySqlCommand($"SELECT COALESCE(SUM(t.data_length + t.index_length), 0) {Listed}", connection);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <inheritdoc />
    public void Drop(string table) => Run($"DROP TABLE {SqlDialect.MySql.Quote(table)}");

    /// <inheritdoc />
    public void Forget(string table) => Run($"DELETE FROM {DatedRetention.Table} WHERE table_name = @p1", table);

    /// <summary>Notes that a table was made.</summary>
    public void Note(string table, DatedPattern pattern)
    {
        Run(DatedRetention.Create);
        Run($"REPLACE INTO {DatedRetention.Table} (table_name, pattern) VALUES (@p1, @p2)", table, pattern.Text);
    }

    private List<(string Table, string Pattern)> Texts(string sql)
    {
        var rows = new List<(string, string)>();
        using var command = new MySqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add((reader.GetString(0), reader.GetString(1)));

        return rows;
    }

    private void Run(string sql, params ReadOnlySpan<string> values)
    {
        using var command = new MySqlCommand(sql, connection);
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue(SqlDialect.MySql.Parameter(i + 1), values[i]);

        command.ExecuteNonQuery();
    }
}
