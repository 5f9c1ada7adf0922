using System.Globalization;
using System.Text;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;
using Signalbox.Modules.TraceQuery.Api;

namespace Signalbox.Modules.TraceQuery;

/// <summary>Asks a database, which may be cut into several files by time, for messages. It reads, and nothing else.</summary>
internal sealed class TraceReader : IDisposable
{
    private static readonly string[] UsualTables = ["sip_trace", "sip_capture"];
    private readonly IReadOnlyList<ISqlDatabase> _databases;
    private readonly List<TraceTable> _tables;

    private TraceReader(IReadOnlyList<ISqlDatabase> databases, List<TraceTable> tables)
    {
        _databases = databases;
        _tables = tables;
    }

    /// <summary>Tables that are read.</summary>
    public IEnumerable<string> TableNames => _tables.Select(static table => table.Name).Distinct(StringComparer.Ordinal);

    /// <summary>Looks for tables.</summary>
    /// <param name="databases">The parts of one database, oldest rows first, opened.</param>
    /// <param name="names">The tables; empty = those of the usual names that are there.</param>
    /// <exception cref="TraceException">A table is in no part, or holds no messages.</exception>
    public static TraceReader Create(IReadOnlyList<ISqlDatabase> databases, IReadOnlyList<string> names)
    {
        var tables = new List<TraceTable>();
        foreach (var name in names.Count > 0 ? names : UsualTables)
        {
            var known = tables.Count;
            StoreException? missing = null;
            foreach (var database in databases)
            {
                try
                {
                    tables.Add(Find(database, name));
                }
                catch (StoreException exception)
                {
                    // The database answers (it was opened), so the table is not there; another part may have it.
                    missing = exception;
                }
            }

            if (missing is not null && names.Count > 0 && tables.Count == known)
                throw new TraceException(missing.Message, missing);
        }

        return tables.Count > 0
            ? new TraceReader(databases, tables)
            : throw new TraceException($"{databases[^1].Name} has neither a table sip_trace nor sip_capture; name others with --table");
    }

    /// <summary>Messages of a Call-ID.</summary>
    public List<TracedMessage> OfCall(string callId, int limit) =>
        Query(static _ => true, _ => $"callid = {Literal(callId)}", limit);

    /// <summary>Messages of a time whose row says that they belong to a correlation id, or that the leg before has a Call-ID.</summary>
    public List<TracedMessage> Marked(string correlationId, long fromTicks, long toTicks, int limit)
    {
        var literal = Literal(correlationId);
        return Query(
            static table => table.HasCorrelation || table.HasALeg,
            table => $"{Between(table, fromTicks, toTicks)} AND ({string.Join(" OR ", new[] { table.HasCorrelation ? $"correlation_id = {literal}" : null, table.HasALeg ? $"callid_aleg = {literal}" : null }.OfType<string>())})",
            limit);
    }

    /// <summary>Messages of a time that hold one of some texts anywhere.</summary>
    public List<TracedMessage> Holding(IReadOnlyCollection<string> texts, long fromTicks, long toTicks, int limit) =>
        Query(static _ => true, table => $"{Between(table, fromTicks, toTicks)} AND ({string.Join(" OR ", texts.SelectMany(Matches))})", limit);

    /// <summary>The steps that scripts took with the messages of some calls.</summary>
    /// <exception cref="TraceException">There is no table with steps.</exception>
    public List<TracedStep> Steps(IEnumerable<string> callIds, string table, int limit) => new StepReader(_databases, table).Of(callIds.Select(Literal), limit);

    /// <summary>The newest calls, the oldest of them first.</summary>
    public List<ListedCall> Calls(int limit)
    {
        var calls = new List<ListedCall>();
        foreach (var table in _tables)
        {
            var name = Dialect.Quote(table.Name);

            // Ids of MySQL have no sign: a difference below 0 would be an error.
            var before = $"(SELECT CASE WHEN MAX(id) > {TraceLimits.ListedRows} THEN MAX(id) - {TraceLimits.ListedRows} ELSE 0 END FROM {name})";
            var sql = $"SELECT MIN(id), COUNT(*) FROM {name} WHERE id > {before} GROUP BY callid ORDER BY 1 DESC LIMIT {limit}";
            var counts = Ask(table, sql, limit).Rows.ToDictionary(static row => row[0].Number, static row => row[1].Number);
            if (counts.Count == 0)
                continue;

            var ids = string.Join(", ", counts.Keys);
            calls.AddRange(Query(other => other == table, _ => $"id IN ({ids})", limit).Select(first => new ListedCall(first, counts[first.Id])));
        }

        // A call over midnight has rows in two files; the first of it is in the older one.
        calls = [.. calls.GroupBy(static call => (call.First.Table, call.First.CallId)).Select(static parts => new ListedCall(parts.First().First, parts.Sum(static part => part.Messages)))];
        calls.Sort(static (left, right) => left.First.UtcTicks.CompareTo(right.First.UtcTicks));
        return calls.Count > limit ? calls[^limit..] : calls;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var database in _databases)
            database.Dispose();
    }

    private static TraceTable Find(ISqlDatabase database, string name)
    {
        var table = TraceTable.Read(database, name);
        return table.Missing() is { } column
            ? throw new TraceException($"table {TerminalText.Escape(name)} of {database.Name} has no column {column}; expected a table of siptrace or sipcapture")
            : table;
    }

    private List<TracedMessage> Query(Func<TraceTable, bool> wanted, Func<TraceTable, string> condition, int limit)
    {
        var messages = new List<TracedMessage>();
        foreach (var table in _tables.Where(wanted))
        {
            var columns = string.Join(", ", table.Columns.Select(column => Column(table, column)));
            var sql = $"SELECT {columns} FROM {Dialect.Quote(table.Name)} WHERE {condition(table)} ORDER BY id LIMIT {limit.ToString(CultureInfo.InvariantCulture)}";
            messages.AddRange(Ask(table, sql, limit).Rows.Select(row => MessageRow.Read(table.Name, row)));
        }

        return messages;
    }

    private static SqlRows Ask(TraceTable table, string sql, int limit) => table.Database.Query(sql, new SqlLimit(limit, TraceLimits.Bytes));

    private string Column(TraceTable table, string? column)
    {
        if (column is null)
            return "NULL";

        return column == table.Time && IsSqlite ? SqliteTime.Seconds(column) : Dialect.Quote(column);
    }

    private string Between(TraceTable table, long fromTicks, long toTicks)
    {
        var from = new DateTimeOffset(fromTicks, TimeSpan.Zero);
        var to = new DateTimeOffset(toTicks, TimeSpan.Zero);
        return IsSqlite
            ? string.Create(CultureInfo.InvariantCulture, $"{SqliteTime.About(table.Time, from, to)} AND {SqliteTime.Seconds(table.Time)} BETWEEN {from.ToUnixTimeSeconds()} AND {to.ToUnixTimeSeconds()}")
            : string.Create(CultureInfo.InvariantCulture, $"{Dialect.Quote(table.Time)} BETWEEN '{from.LocalDateTime:yyyy-MM-dd HH:mm:ss}' AND '{to.LocalDateTime:yyyy-MM-dd HH:mm:ss}'");
    }

    private SqlDialect Dialect => _databases[0].Dialect;

    private bool IsSqlite => Dialect == SqlDialect.Sqlite;

    private IEnumerable<string> Matches(string text)
    {
        yield return Like(text);
        if (Dialect == SqlDialect.Postgres)
            yield return Like(Convert.ToHexStringLower(Latin1.ToBytes(text)));
    }

    private string Like(string text)
    {
        var pattern = new StringBuilder("%");
        foreach (var c in text)
        {
            if (c is '%' or '_' or '!')
                pattern.Append('!');

            pattern.Append(c);
        }

        return $"msg LIKE {Literal(pattern.Append('%').ToString())} ESCAPE '!'";
    }

    private string Literal(string text)
    {
        var writer = new ByteWriter();
        _databases[0].WriteLiteral(Latin1.ToBytes(text), writer);
        return Latin1.ToText(writer.Written);
    }
}
