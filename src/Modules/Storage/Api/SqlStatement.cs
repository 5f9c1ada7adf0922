using System.Collections.Concurrent;
using System.Globalization;

namespace Signalbox.Modules.Storage.Api;

/// <summary>
/// One statement on one table, made once and run with different values. The values are those of the columns in their
/// order, then those of the conditions. Names come from the configuration, never from a message.
/// </summary>
internal sealed class SqlStatement
{
    private readonly ConcurrentDictionary<SqlDialect, string> _texts = new();
    private readonly Func<SqlDialect, string> _write;

    private SqlStatement(string table, Func<SqlDialect, string> write)
    {
        Table = table;
        _write = write;
    }

    /// <summary>Name of the table.</summary>
    public string Table { get; }

    /// <summary>The text for a kind of database.</summary>
    public string Text(SqlDialect dialect) => _texts.GetOrAdd(dialect, _write);

    /// <summary>Rows of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">What is wanted.</param>
    /// <param name="conditions">All of them must hold.</param>
    /// <param name="order">A column to sort by; empty = any order.</param>
    public static SqlStatement Select(string table, IReadOnlyList<string> columns, IReadOnlyList<SqlCondition> conditions, string order = "") =>
        new(table, dialect =>
            $"SELECT {Names(dialect, columns)} FROM {dialect.Quote(table)}{Where(dialect, conditions, 0)}{(order.Length > 0 ? $" ORDER BY {dialect.Quote(order)}" : string.Empty)}");

    /// <summary>The number of rows.</summary>
    public static SqlStatement Count(string table, IReadOnlyList<SqlCondition> conditions) =>
        new(table, dialect => $"SELECT COUNT(*) FROM {dialect.Quote(table)}{Where(dialect, conditions, 0)}");

    /// <summary>The number of different values of a column.</summary>
    public static SqlStatement CountDistinct(string table, string column, IReadOnlyList<SqlCondition> conditions) =>
        new(table, dialect => $"SELECT COUNT(DISTINCT {dialect.Quote(column)}) FROM {dialect.Quote(table)}{Where(dialect, conditions, 0)}");

    /// <summary>A new row.</summary>
    public static SqlStatement Insert(string table, IReadOnlyList<string> columns) => new(table, dialect => InsertText(dialect, table, columns));

    /// <summary>A new row, or new values of the row that has the same key.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">All columns that are set, the key among them.</param>
    /// <param name="key">A column with a unique index.</param>
    public static SqlStatement Upsert(string table, IReadOnlyList<string> columns, string key) => new(table, dialect =>
    {
        var sets = columns.Where(column => column != key).Select(column => dialect.HasConflictClause
            ? $"{dialect.Quote(column)} = excluded.{dialect.Quote(column)}"
            : $"{dialect.Quote(column)} = VALUES({dialect.Quote(column)})");
        var clause = dialect.HasConflictClause ? $"ON CONFLICT ({dialect.Quote(key)}) DO UPDATE SET " : "ON DUPLICATE KEY UPDATE ";
        return $"{InsertText(dialect, table, columns)} {clause}{string.Join(", ", sets)}";
    });

    /// <summary>New values of rows.</summary>
    public static SqlStatement Update(string table, IReadOnlyList<string> columns, IReadOnlyList<SqlCondition> conditions) => new(table, dialect =>
    {
        var sets = columns.Select((column, index) => $"{dialect.Quote(column)} = {dialect.Parameter(index + 1)}");
        return $"UPDATE {dialect.Quote(table)} SET {string.Join(", ", sets)}{Where(dialect, conditions, columns.Count)}";
    });

    /// <summary>Removes rows.</summary>
    public static SqlStatement Delete(string table, IReadOnlyList<SqlCondition> conditions) =>
        new(table, dialect => $"DELETE FROM {dialect.Quote(table)}{Where(dialect, conditions, 0)}");

    private static string InsertText(SqlDialect dialect, string table, IReadOnlyList<string> columns)
    {
        var places = Enumerable.Range(1, columns.Count).Select(dialect.Parameter);
        return string.Create(CultureInfo.InvariantCulture, $"INSERT INTO {dialect.Quote(table)} ({Names(dialect, columns)}) VALUES ({string.Join(", ", places)})");
    }

    private static string Names(SqlDialect dialect, IReadOnlyList<string> columns) => string.Join(", ", columns.Select(dialect.Quote));

    private static string Where(SqlDialect dialect, IReadOnlyList<SqlCondition> conditions, int before)
    {
        if (conditions.Count == 0)
            return string.Empty;

        var tests = conditions.Select((one, index) => $"{dialect.Quote(one.Column)} {one.Operator} {dialect.Parameter(before + index + 1)}");
        return $" WHERE {string.Join(" AND ", tests)}";
    }
}
