using System.Globalization;
using System.Text;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbSqlite;

/// <summary>The SQL for one kind of table.</summary>
internal static class SqliteSchema
{
    /// <summary>CREATE TABLE with the key column <c>id</c> and every column that the layout has made.</summary>
    public static string CreateTable(TableLayout layout, string table)
    {
        var sql = new StringBuilder($"CREATE TABLE IF NOT EXISTS {Quote(table)} (id INTEGER PRIMARY KEY NOT NULL");
        foreach (var column in layout.Made)
            sql.Append(CultureInfo.InvariantCulture, $", {Quote(column.Name)} {Definition(column)}");

        return sql.Append(')').ToString();
    }

    /// <summary>CREATE INDEX for every index of the layout.</summary>
    public static IEnumerable<string> CreateIndexes(TableLayout layout, string table) =>
        layout.Indexes.Select(index => $"CREATE INDEX IF NOT EXISTS {Quote($"{table}_{index.Suffix}")} ON {Quote(table)} ({Quote(index.Column)})");

    /// <summary>INSERT with one numbered parameter a column, for the places of the layout that the table has.</summary>
    public static string Insert(TableLayout layout, int[] places, string table)
    {
        var names = string.Join(", ", places.Select(place => Quote(layout.Columns[place].Name)));
        return $"INSERT INTO {Quote(table)} ({names}) VALUES ({string.Join(", ", places.Select(static _ => "?"))})";
    }

    /// <summary>ALTER TABLE for a column that an older form lacks.</summary>
    public static string AddColumn(string table, TableColumn column) => $"ALTER TABLE {Quote(table)} ADD COLUMN {Quote(column.Name)} {Definition(column)}";

    /// <summary>A name in double quotes.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Definition(TableColumn column) => column.Kind switch
    {
        ColumnKind.Integer => "INTEGER DEFAULT 0 NOT NULL",
        ColumnKind.Thousandths => "REAL DEFAULT 0 NOT NULL",
        ColumnKind.Timestamp => "TIMESTAMP DEFAULT '2000-01-01 00:00:01' NOT NULL",
        _ when column.IsNullable => "TEXT",
        _ when column.MaxLength > 0 => $"VARCHAR({column.MaxLength}) DEFAULT '' NOT NULL",
        _ => "TEXT DEFAULT '' NOT NULL",
    };
}
