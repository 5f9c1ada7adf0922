using System.Globalization;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Storage.Schema;

/// <summary>The SQL that makes a standard table in one kind of database.</summary>
internal sealed class SchemaWriter(SqlDialect dialect)
{
    /// <summary>CREATE TABLE.</summary>
    public string Table(SchemaTable table)
    {
        var columns = table.Columns.Select(column => $"{dialect.Quote(column.Name)} {TypeOf(column)}{DefaultOf(column)}{(column.IsNullable ? string.Empty : " NOT NULL")}");
        var options = ReferenceEquals(dialect, SqlDialect.MySql) ? " DEFAULT CHARSET=utf8mb4" : string.Empty;
        return $"CREATE TABLE {dialect.Quote(table.Name)} ({Key}, {string.Join(", ", columns)}){options}";
    }

    /// <summary>CREATE INDEX for all indexes.</summary>
    public IEnumerable<string> Indexes(SchemaTable table) => table.Indexes.Select(index =>
        $"CREATE {(index.IsUnique ? "UNIQUE " : string.Empty)}INDEX {dialect.Quote(index.Name)} ON {dialect.Quote(table.Name)} ({string.Join(", ", index.Columns.Select(dialect.Quote))})");

    private string Key
    {
        get
        {
            if (ReferenceEquals(dialect, SqlDialect.MySql))
                return "`id` INT UNSIGNED AUTO_INCREMENT PRIMARY KEY NOT NULL";

            return ReferenceEquals(dialect, SqlDialect.Postgres) ? "\"id\" SERIAL PRIMARY KEY NOT NULL" : "\"id\" INTEGER PRIMARY KEY NOT NULL";
        }
    }

    private string TypeOf(SchemaColumn column) => column.Type switch
    {
        "integer" => "INTEGER",
        "bigint" => "BIGINT",
        "text" => string.Create(CultureInfo.InvariantCulture, $"VARCHAR({column.Length})"),
        "longtext" => ReferenceEquals(dialect, SqlDialect.MySql) ? "MEDIUMTEXT" : "TEXT",
        "binary" when ReferenceEquals(dialect, SqlDialect.Postgres) => "BYTEA",
        "binary" => ReferenceEquals(dialect, SqlDialect.MySql) ? "MEDIUMBLOB" : "BLOB",
        "time" => ReferenceEquals(dialect, SqlDialect.MySql) ? "DATETIME" : "TIMESTAMP WITHOUT TIME ZONE",
        "real" => ReferenceEquals(dialect, SqlDialect.MySql) ? "DOUBLE" : "REAL",
        _ => throw new InvalidOperationException($"there is no column type {column.Type}"),
    };

    // MySQL refuses defaults of long texts.
    private string DefaultOf(SchemaColumn column)
    {
        var isLong = column.Type is "longtext" or "binary";
        return column.Default.Length == 0 || (isLong && ReferenceEquals(dialect, SqlDialect.MySql)) ? string.Empty : $" DEFAULT {column.Default}";
    }
}
