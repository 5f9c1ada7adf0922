using Signalbox.Modules.Storage.Api;
using SQLitePCL;

namespace Signalbox.Modules.DbSqlite;

/// <summary>A prepared INSERT.</summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;

    private SqliteInsert(sqlite3_stmt statement, TableLayout layout, int[] places)
    {
        _statement = statement;
        _places = places;
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
            Bind(i + 1, Layout.Columns[_places[i]].Kind, row, _places[i]);

        var code = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        return code;
    }

    /// <inheritdoc />
    public void Dispose() => _statement.Dispose();

    private void Bind(int place, ColumnKind kind, StoredRow row, int column)
    {
        switch (kind)
        {
            case ColumnKind.Integer:
                raw.sqlite3_bind_int64(_statement, place, row.Number(column));
                break;
            case ColumnKind.Timestamp:
                raw.sqlite3_bind_double(_statement, place, JulianDay.FromTicks(row.Number(column)));
                break;
            case ColumnKind.Thousandths:
                raw.sqlite3_bind_double(_statement, place, row.Number(column) / 1000.0);
                break;
            default:
                BindText(place, row.Text(column), Layout.Columns[column].IsNullable);
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
