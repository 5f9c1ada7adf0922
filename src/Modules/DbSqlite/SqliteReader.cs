using System.Text;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;
using SQLitePCL;

namespace Signalbox.Modules.DbSqlite;

/// <summary>Steps through the rows of one prepared statement.</summary>
/// <param name="database">The connection.</param>
/// <param name="statement">The statement.</param>
/// <param name="name">The database, for messages.</param>
internal sealed class SqliteReader(sqlite3 database, sqlite3_stmt statement, string name)
{
    private readonly List<ScriptValue[]> _rows = [];
    private int _bytes;

    /// <summary>Runs the statement and takes its rows, as many as the limit allows.</summary>
    /// <exception cref="StoreException">It failed on the way.</exception>
    public SqlRows Read(SqlLimit limit)
    {
        var before = raw.sqlite3_total_changes(database);
        var columns = Columns(out var isDate);
        while (true)
        {
            var code = raw.sqlite3_step(statement);
            if (code == raw.SQLITE_DONE)
                return new SqlRows(columns, _rows, raw.sqlite3_total_changes(database) - before, IsCut: false);

            if (code != raw.SQLITE_ROW)
                throw new StoreException($"{name}: {raw.sqlite3_errmsg(database).utf8_to_string()}");

            if (_rows.Count >= limit.Rows || _bytes >= limit.Bytes)
                return new SqlRows(columns, _rows, 0, IsCut: true);

            var row = new ScriptValue[columns.Length];
            for (var i = 0; i < row.Length; i++)
                row[i] = Value(i, isDate[i]);

            _rows.Add(row);
        }
    }

    private string[] Columns(out bool[] isDate)
    {
        var columns = new string[raw.sqlite3_column_count(statement)];
        isDate = new bool[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Latin1.ToText(Encoding.UTF8.GetBytes(raw.sqlite3_column_name(statement, i).utf8_to_string()));
            var declared = raw.sqlite3_column_decltype(statement, i).utf8_to_string() ?? string.Empty;
            isDate[i] = declared.StartsWith("DATE", StringComparison.OrdinalIgnoreCase) || declared.StartsWith("TIME", StringComparison.OrdinalIgnoreCase);
        }

        return columns;
    }

    // The peer writes dates as Julian days and reads the numbers of such columns as seconds since 1970.
    private ScriptValue Value(int column, bool isDate)
    {
        switch (raw.sqlite3_column_type(statement, column))
        {
            case raw.SQLITE_NULL:
                return ScriptValue.Undefined;
            case raw.SQLITE_INTEGER or raw.SQLITE_FLOAT when isDate:
                return ScriptValue.Of(JulianDay.ToUnixSeconds(raw.sqlite3_column_double(statement, column)));
            case raw.SQLITE_INTEGER:
                return ScriptValue.Of(raw.sqlite3_column_int64(statement, column));
            default:
                // Floating point numbers become text here, always with a dot.
                var bytes = raw.sqlite3_column_blob(statement, column);
                _bytes += bytes.Length;
                return ScriptValue.Of(Latin1.ToText(bytes));
        }
    }
}
