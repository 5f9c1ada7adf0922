using Microsoft.Data.Sqlite;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbSqlite;

/// <summary>The table of positions in one file.</summary>
internal static class SqlitePositions
{
    /// <summary>
    /// Makes the table. A file that follows another takes over its rows: a batch that was written shortly before midnight may
    /// be tried again after it.
    /// </summary>
    /// <exception cref="SqliteException">It cannot be made.</exception>
    public static void Prepare(SqliteConnection connection, string? previous)
    {
        SqliteFiles.Run(connection, BatchPositions.Create);
        if (previous is null)
            return;

        using var attach = connection.CreateCommand();
        attach.CommandText = "ATTACH DATABASE $path AS previous";
        attach.Parameters.AddWithValue("$path", previous);
        attach.ExecuteNonQuery();
        try
        {
            SqliteFiles.Run(connection, $"INSERT OR IGNORE INTO {BatchPositions.Table} SELECT * FROM previous.{BatchPositions.Table}");
        }
        catch (SqliteException)
        {
            // The file before is none of ours, or damaged: then nothing of it can be taken over.
        }

        SqliteFiles.Run(connection, "DETACH DATABASE previous");
    }
}
