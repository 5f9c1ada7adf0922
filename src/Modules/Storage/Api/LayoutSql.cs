using System.Globalization;

namespace Signalbox.Modules.Storage.Api;

/// <summary>The SQL that makes and migrates the table of a layout on a database server.</summary>
internal sealed class LayoutSql(SqlDialect dialect)
{
    private bool IsMySql => ReferenceEquals(dialect, SqlDialect.MySql);

    /// <summary>CREATE TABLE with the key column <c>id</c>.</summary>
    /// <param name="layout">The columns.</param>
    /// <param name="table">The name.</param>
    /// <param name="isPartitioned">True to part it by its time (PostgreSQL); the time is then part of the key.</param>
    public string CreateTable(TableLayout layout, string table, bool isPartitioned)
    {
        var time = isPartitioned ? dialect.Quote(layout.Columns[layout.TimeColumn].Name) : string.Empty;
        var columns = string.Join(", ", layout.Made.Select(Definition));
        var key = IsMySql ? "`id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT" : "\"id\" BIGSERIAL NOT NULL";
        var keyColumns = isPartitioned ? $"{dialect.Quote("id")}, {time}" : dialect.Quote("id");
        var options = IsMySql ? " DEFAULT CHARSET=utf8mb4" : isPartitioned ? $" PARTITION BY RANGE ({time})" : string.Empty;
        return $"CREATE TABLE IF NOT EXISTS {dialect.Quote(table)} ({key}, {columns}, PRIMARY KEY ({keyColumns})){options}";
    }

    /// <summary>CREATE INDEX for every index of the layout.</summary>
    public IEnumerable<string> CreateIndexes(TableLayout layout, string table) =>
        layout.Indexes.Select(index => $"CREATE INDEX {dialect.Quote($"{table}_{index.Suffix}")} ON {dialect.Quote(table)} ({dialect.Quote(index.Column)})");

    /// <summary>ALTER TABLE for a column that an older form lacks.</summary>
    public string AddColumn(string table, TableColumn column) => $"ALTER TABLE {dialect.Quote(table)} ADD COLUMN {Definition(column)}";

    /// <summary>The peer's table of table versions.</summary>
    public const string CreateVersionTable =
        "CREATE TABLE IF NOT EXISTS version (table_name VARCHAR(32) NOT NULL, table_version INTEGER DEFAULT 0 NOT NULL)";

    private string Definition(TableColumn column) => $"{dialect.Quote(column.Name)} {TypeOf(column)}";

    private string TypeOf(TableColumn column) => column.Kind switch
    {
        ColumnKind.Integer => "BIGINT DEFAULT 0 NOT NULL",
        ColumnKind.Thousandths => IsMySql ? "DOUBLE DEFAULT 0 NOT NULL" : "DOUBLE PRECISION DEFAULT 0 NOT NULL",
        ColumnKind.Timestamp => $"{(IsMySql ? "DATETIME" : "TIMESTAMP WITHOUT TIME ZONE")} DEFAULT '2000-01-01 00:00:01' NOT NULL",
        _ when column.MaxLength == 0 => IsMySql ? "MEDIUMTEXT" + (column.IsNullable ? string.Empty : " NOT NULL") : "TEXT" + Rest(column),
        _ => string.Create(CultureInfo.InvariantCulture, $"VARCHAR({column.MaxLength})") + Rest(column),
    };

    private static string Rest(TableColumn column) => column.IsNullable ? string.Empty : " DEFAULT '' NOT NULL";
}
