using Microsoft.Data.Sqlite;
using Signalbox.Modules.Storage.Api;
using SQLitePCL;

namespace Signalbox.Modules.DbSqlite;

/// <summary>Opens SQLite files and says in words why one cannot be used.</summary>
internal static class SqliteFiles
{
    /// <summary>Opens a file, or makes it.</summary>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteConnection Open(string path, SqliteStoreOptions options)
    {
        var mode = options.IsReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate;
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1, Mode = mode }.ToString());
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle!, (int)options.BusyTimeout.TotalMilliseconds);
            if (options.IsReadOnly)
                return connection;

            Run(connection, $"PRAGMA journal_mode={options.JournalMode}");
            Run(connection, "PRAGMA synchronous=NORMAL");
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }

        return connection;
    }

    /// <summary>Runs a statement that gives nothing back.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public static void Run(SqliteConnection connection, string sql)
    {
        var code = raw.sqlite3_exec(connection.Handle!, sql);
        if (code != raw.SQLITE_OK)
            throw new SqliteException(raw.sqlite3_errmsg(connection.Handle!).utf8_to_string(), code);
    }

    /// <summary>The driver's error in words for the operator.</summary>
    public static StoreException Unusable(string name, SqliteException exception)
    {
        var reason = exception.SqliteErrorCode switch
        {
            raw.SQLITE_CANTOPEN => "unable to open the database file; does its folder exist and may this user write there?",
            raw.SQLITE_READONLY => "the database file or its folder is not writable",
            raw.SQLITE_NOTADB => "the file is no SQLite database",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "the database is locked by another program",
            raw.SQLITE_FULL => "the disk is full",
            _ => exception.Message,
        };
        return new StoreException($"cannot use {name}: {reason}", exception) { IsAway = exception.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL };
    }
}
