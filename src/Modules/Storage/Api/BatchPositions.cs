using System.Globalization;

namespace Signalbox.Modules.Storage.Api;

/// <summary>
/// The table of ours in each database: the last batch of every writer. Its row changes in the transaction that stores the
/// batch, and only upwards: when it cannot, the batch is there. The lock on the row also keeps a batch that is tried again
/// waiting until an earlier try, which the server may still be busy with, has ended one way or the other.
/// </summary>
internal static class BatchPositions
{
    /// <summary>Name of the table.</summary>
    public const string Table = "signalbox_position";

    /// <summary>CREATE TABLE.</summary>
    public const string Create =
        $"CREATE TABLE IF NOT EXISTS {Table} (writer VARCHAR(64) NOT NULL PRIMARY KEY, sequence BIGINT NOT NULL, changed BIGINT NOT NULL)";

    // Rows on a disk that nobody replayed for so long are given up.
    private const long KeptSeconds = 90 * 86_400;

    /// <summary>Forgets writers that are long gone.</summary>
    public static string Forget(DateTime utcNow) =>
        string.Create(CultureInfo.InvariantCulture, $"DELETE FROM {Table} WHERE changed < {Seconds(utcNow) - KeptSeconds}");

    /// <summary>
    /// For PostgreSQL and SQLite: moves the writer's row up; no row is changed when the batch is there. The text holds
    /// nothing but our own numbers.
    /// </summary>
    public static string MoveUp(in BatchId id, DateTime utcNow) => string.Create(
        CultureInfo.InvariantCulture,
        $"INSERT INTO {Table} (writer, sequence, changed) VALUES ('{id.Writer}', {id.Sequence}, {Seconds(utcNow)}) ON CONFLICT (writer) DO UPDATE SET sequence = excluded.sequence, changed = excluded.changed WHERE {Table}.sequence < excluded.sequence");

    /// <summary>Seconds since 1970.</summary>
    public static long Seconds(DateTime utcNow) => (utcNow.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
}
