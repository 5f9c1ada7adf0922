using Microsoft.Extensions.Logging;

namespace Signalbox.Modules.Storage.Api;

/// <summary>
/// Drops tables with a date in their names: those that a store of ours made for that date, as its list says, and whose
/// time is wholly past. Tables that anybody else made are on no list.
/// </summary>
internal static class DatedRetention
{
    /// <summary>The table of ours in each database with the tables that we made for a date.</summary>
    public const string Table = "signalbox_tables";

    /// <summary>CREATE TABLE.</summary>
    public const string Create = $"CREATE TABLE IF NOT EXISTS {Table} (table_name VARCHAR(190) NOT NULL PRIMARY KEY, pattern VARCHAR(190) NOT NULL)";

    /// <summary>Drops what is too old, and the oldest while all is too much.</summary>
    /// <param name="tables">The database.</param>
    /// <param name="days">Days for which a table stays after its time; 0 = for ever.</param>
    /// <param name="bytes">Bytes that may stay; 0 = any number.</param>
    /// <param name="utcNow">Now.</param>
    /// <param name="log">Where each table is named that is dropped.</param>
    /// <returns>True when one was dropped: what is known of tables may be wrong now.</returns>
    public static bool DropOld(IDatedTables tables, int days, long bytes, DateTime utcNow, ILogger log)
    {
        var isAny = false;
        if (days == 0 && bytes == 0)
            return isAny;

        foreach (var (name, end) in Past(tables, utcNow))
        {
            var isOld = days > 0 && end <= utcNow.AddDays(-days);
            if (!isOld && (bytes == 0 || tables.Size() <= bytes))
                break;

            tables.Drop(name);
            tables.Forget(name);
            log.LogInformation("table {Table} is dropped: it was {Reason}", name, isOld ? "too old" : "the oldest, and all were too large together");
            isAny = true;
        }

        return isAny;
    }

    // The oldest first. A table that somebody dropped is ours no more, should he make it again.
    private static IEnumerable<(string Name, DateTime End)> Past(IDatedTables tables, DateTime utcNow)
    {
        var past = new List<(string Name, DateTime End)>();
        foreach (var (name, pattern, isThere) in tables.Made())
        {
            if (!isThere)
                tables.Forget(name);
            else if (DatedPattern.Parse(pattern) is { } read && read.TryRead(name, out _, out var end) && end <= utcNow)
                past.Add((name, end));
        }

        return past.OrderBy(static table => table.End);
    }
}
