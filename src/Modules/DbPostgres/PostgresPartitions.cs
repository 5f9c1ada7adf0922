using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbPostgres;

/// <summary>Partitions of a day each: made ahead, dropped when they are old. A default one takes rows of other days.</summary>
internal sealed class PostgresPartitions(PostgresSession session, PostgresStoreOptions options, ILogger log)
{
    private const string Mark = "_p";
    private const string DayForm = "yyyyMMdd";
    private const string Children = "SELECT c.relname::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = to_regclass($1)";

    /// <summary>Makes and drops partitions of a table as the day demands.</summary>
    public void Maintain(CopyTable table, DateTime utcNow)
    {
        var today = DateOnly.FromDateTime(table.IsUtc ? utcNow : utcNow.ToLocalTime());
        var there = session.Rows(Children, SqlDialect.Postgres.Quote(table.Name)).ConvertAll(static row => (string)row[0]);
        for (var day = today; day <= today.AddDays(options.DaysAhead); day = day.AddDays(1))
        {
            if (!there.Contains(NameOf(table, day)))
                TryRun(table, $"CREATE TABLE IF NOT EXISTS {Quote(NameOf(table, day))} PARTITION OF {Quote(table.Name)} FOR VALUES FROM ('{day:yyyy-MM-dd}') TO ('{day.AddDays(1):yyyy-MM-dd}')");
        }

        var rest = table.Name + Mark + "default";
        if (!there.Contains(rest))
            TryRun(table, $"CREATE TABLE IF NOT EXISTS {Quote(rest)} PARTITION OF {Quote(table.Name)} DEFAULT");

        foreach (var old in there.Where(one => options.DaysKept > 0 && DayOf(table, one) is { } day && day < today.AddDays(-options.DaysKept)))
        {
            TryRun(table, $"DROP TABLE IF EXISTS {Quote(old)}");
            log.LogInformation("partition {Partition} was older than {Days} days and is dropped", old, options.DaysKept);
        }
    }

    private static string NameOf(CopyTable table, DateOnly day) => table.Name + Mark + day.ToString(DayForm, CultureInfo.InvariantCulture);

    private static DateOnly? DayOf(CopyTable table, string name) =>
        name.StartsWith(table.Name + Mark, StringComparison.Ordinal)
        && DateOnly.TryParseExact(name.AsSpan(table.Name.Length + Mark.Length), DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static string Quote(string name) => SqlDialect.Postgres.Quote(name);

    // Rows of that day in the default partition keep the day's own from being made; they are as good there.
    private void TryRun(CopyTable table, string sql)
    {
        try
        {
            session.Run(sql);
        }
        catch (PostgresException exception)
        {
            log.LogWarning("partitions of table {Table}: {Error}", table.Name, exception.MessageText);
        }
    }
}
