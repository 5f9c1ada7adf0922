using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;
using SQLitePCL;

namespace Signalbox.Modules.DbSqlite;

/// <summary>Values for the places of a prepared statement; text reaches the file byte by byte.</summary>
internal static class SqliteBinding
{
    /// <summary>Binds a value.</summary>
    public static void Bind(sqlite3_stmt statement, int place, in SqlValue value)
    {
        switch (value.Kind)
        {
            case SqlValueKind.Null:
                raw.sqlite3_bind_null(statement, place);
                break;
            case SqlValueKind.Integer:
                raw.sqlite3_bind_int64(statement, place, value.Number);
                break;
            case SqlValueKind.Real:
                raw.sqlite3_bind_double(statement, place, value.Real);
                break;
            case SqlValueKind.Timestamp:
                raw.sqlite3_bind_double(statement, place, JulianDay.FromUnixSeconds(value.Number));
                break;
            default:
                Bind(statement, place, Latin1.ToBytes(value.Text!));
                break;
        }
    }

    /// <summary>Binds text.</summary>
    public static void Bind(sqlite3_stmt statement, int place, ReadOnlySpan<byte> text)
    {
        // An empty span has no address, and SQLite takes that for NULL.
        if (text.IsEmpty)
            raw.sqlite3_bind_text(statement, place, utf8z.FromSpan("\0"u8));
        else
            raw.sqlite3_bind_text(statement, place, text);
    }
}
