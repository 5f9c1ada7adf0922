using System.Globalization;
using Signalbox.Modules.Storage.Api;
using Signalbox.Modules.TraceQuery.Api;

namespace Signalbox.Modules.TraceQuery;

/// <summary>Reads the steps of scripts from the parts of a database that have them.</summary>
internal sealed class StepReader(IReadOnlyList<ISqlDatabase> databases, string table)
{
    /// <summary>The steps with the messages of some calls, by time.</summary>
    /// <exception cref="TraceException">No part has the table.</exception>
    public List<TracedStep> Of(IEnumerable<string> callIdLiterals, int limit)
    {
        var steps = new List<TracedStep>();
        StoreException? missing = null;
        var found = 0;
        var wanted = string.Join(", ", callIdLiterals);
        foreach (var database in databases)
        {
            var quote = database.Dialect.Quote;
            var time = database.Dialect == SqlDialect.Sqlite ? SqliteTime.Seconds("time_stamp") : quote("time_stamp");
            var columns = string.Join(", ", ((string[])["time_us", "depth", "kind", "name", "value", "route", "place"]).Select(quote));
            var sql = string.Create(CultureInfo.InvariantCulture, $"SELECT {time}, {columns} FROM {quote(table)} WHERE callid IN ({wanted}) ORDER BY id LIMIT {limit}");
            try
            {
                steps.AddRange(database.Query(sql, new SqlLimit(limit, TraceLimits.Bytes)).Rows.Select(static row => MessageRow.ReadStep(row)));
                found++;
            }
            catch (StoreException exception)
            {
                // The database answers (it was opened), so the table is not there; another part may have it.
                missing = exception;
            }
        }

        if (found == 0 && missing is not null)
            throw new TraceException($"no steps of scripts: {missing.Message}", missing);

        // Rows of several workers may be stored out of order; the sort keeps those of one time as they came.
        return [.. steps.OrderBy(static step => step.UtcTicks)];
    }
}
