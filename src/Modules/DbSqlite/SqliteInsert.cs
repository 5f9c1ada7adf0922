using Signalbox.Modules.Storage.Api;
using SQLitePCL;

namespace Signalbox.Modules.DbSqlite;

/// <summary>A prepared INSERT.</summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;
    private readonly TableColumn[] _columns;
    private readonly bool[] _isKept;
    private readonly long[] _numbers;

    private SqliteInsert(sqlite3_stmt statement, TableLayout layout, int[] places)
    {
        _statement = statement;
        _places = places;
        _columns = [.. places.Select(place => layout.Columns[place])];
        _isKept = new bool[places.Length];
        _numbers = new long[places.Length];
        Layout = layout;
    }

    /// <summary>The columns it binds.</summary>
    public TableLayout Layout { get; }

    /// <summary>Prepares the statement; null when SQLite refuses it, with the reason in the connection.</summary>
    public static SqliteInsert? Create(sqlite3 database, TableLayout layout, int[] places, string table)
    {
        var code = raw.sqlite3_prepare_v2(database, SqliteSchema.Insert(layout, places, table), out var statement);
        return code == raw.SQLITE_OK ? new SqliteInsert(statement, layout, places) : null;
    }

    /// <summary>Inserts one row.</summary>
    /// <returns>SQLITE_DONE, or the error.</returns>
    public int Execute(StoredRow row)
    {
        for (var i = 0; i < _places.Length; i++)
            Bind(i, row);

        var code = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        return code;
    }

    /// <inheritdoc />
    public void Dispose() => _statement.Dispose();

    // A place keeps its value from row to row. Half of the columns of a usual row are as they were in the one before.
    private void Bind(int i, StoredRow row)
    {
        var column = _columns[i];
        if (column.Kind == ColumnKind.Text)
        {
            var text = row.Text(_places[i]);
            if (text.IsEmpty && _isKept[i])
                return;

            _isKept[i] = text.IsEmpty;
            BindText(i + 1, text, column.IsNullable);
            return;
        }

        var number = row.Number(_places[i]);
        if (_isKept[i] && _numbers[i] == number)
            return;

        _isKept[i] = true;
        _numbers[i] = number;
        BindNumber(i + 1, column.Kind, number);
    }

    private void BindNumber(int place, ColumnKind kind, long number)
    {
        switch (kind)
        {
            case ColumnKind.Timestamp:
                raw.sqlite3_bind_double(_statement, place, JulianDay.FromTicks(number));
                break;
            case ColumnKind.Thousandths:
                raw.sqlite3_bind_double(_statement, place, number / 1000.0);
                break;
            default:
                raw.sqlite3_bind_int64(_statement, place, number);
                break;
        }
    }

    private void BindText(int place, ReadOnlySpan<byte> text, bool isNullable)
    {
        if (text.IsEmpty && isNullable)
            raw.sqlite3_bind_null(_statement, place);
        else
            SqliteBinding.Bind(_statement, place, text);
    }
}
