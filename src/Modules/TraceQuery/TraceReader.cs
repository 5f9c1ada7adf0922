using System.Globalization;
using System.Text;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;
using Signalbox.Modules.TraceQuery.Api;

namespace Signalbox.Modules.TraceQuery;

/// <summary>Asks a database for messages. It reads, and nothing else.</summary>
internal sealed class TraceReader : IDisposable
{
    private static readonly string[] UsualTables = ["sip_trace", "sip_capture"];
    private readonly ISqlDatabase _database;
    private readonly List<TraceTable> _tables;

    private TraceReader(ISqlDatabase database, List<TraceTable> tables)
    {
        _database = database;
        _tables = tables;
    }

    /// <summary>Tables that are read.</summary>
    public IEnumerable<string> TableNames => _tables.Select(static table => table.Name);

    /// <summary>Looks for tables.</summary>
    /// <param name="database">The database, opened.</param>
    /// <param name="names">The tables; empty = those of the usual names that are there.</param>
    /// <exception cref="TraceException">A table is not there, or holds no messages.</exception>
    public static TraceReader Create(ISqlDatabase database, IReadOnlyList<string> names)
    {
        var tables = new List<TraceTable>();
        foreach (var name in names.Count > 0 ? names : UsualTables)
        {
            try
            {
                var table = TraceTable.Read(database, name);
                if (table.Missing() is { } column)
                    throw new TraceException($"table {TerminalText.Escape(name)} of {database.Name} has no column {column}; expected a table of siptrace or sipcapture");

                tables.Add(table);
            }
            catch (StoreException exception) when (names.Count > 0)
            {
                throw new TraceException(exception.Message, exception);
            }
            catch (StoreException)
            {
                // The database answers (it was opened), so the table is not there; the other one may be.
                continue;
            }
        }

        return tables.Count > 0
            ? new TraceReader(database, tables)
            : throw new TraceException($"{database.Name} has neither a table sip_trace nor sip_capture; name others with --table");
    }

    /// <summary>Messages of a Call-ID.</summary>
    public List<TracedMessage> OfCall(string callId, int limit) =>
        Query(static _ => true, _ => $"callid = {Literal(callId)}", limit);

    /// <summary>Messages whose row says that they belong to a correlation id, or that the leg before has a Call-ID.</summary>
    public List<TracedMessage> Marked(string correlationId, int limit)
    {
        var literal = Literal(correlationId);
        return Query(
            static table => table.HasCorrelation || table.HasALeg,
            table => string.Join(" OR ", new[] { table.HasCorrelation ? $"correlation_id = {literal}" : null, table.HasALeg ? $"callid_aleg = {literal}" : null }.OfType<string>()),
            limit);
    }

    /// <summary>Messages of a time that hold one of some texts anywhere.</summary>
    public List<TracedMessage> Holding(IReadOnlyCollection<string> texts, long fromTicks, long toTicks, int limit) =>
        Query(static _ => true, table => $"{Between(table, fromTicks, toTicks)} AND ({string.Join(" OR ", texts.SelectMany(Matches))})", limit);

    /// <summary>The newest calls, the oldest of them first.</summary>
    public List<ListedCall> Calls(int limit)
    {
        var calls = new List<ListedCall>();
        foreach (var table in _tables)
        {
            var name = _database.Dialect.Quote(table.Name);

            // Ids of MySQL have no sign: a difference below 0 would be an error.
            var before = $"(SELECT CASE WHEN MAX(id) > {TraceLimits.ListedRows} THEN MAX(id) - {TraceLimits.ListedRows} ELSE 0 END FROM {name})";
            var sql = $"SELECT MIN(id), COUNT(*) FROM {name} WHERE id > {before} GROUP BY callid ORDER BY 1 DESC LIMIT {limit}";
            var counts = Ask(sql, limit).Rows.ToDictionary(static row => row[0].Number, static row => row[1].Number);
            if (counts.Count == 0)
                continue;

            var ids = string.Join(", ", counts.Keys);
            calls.AddRange(Query(other => other == table, _ => $"id IN ({ids})", limit).Select(first => new ListedCall(first, counts[first.Id])));
        }

        calls.Sort(static (left, right) => left.First.UtcTicks.CompareTo(right.First.UtcTicks));
        return calls.Count > limit ? calls[^limit..] : calls;
    }

    /// <inheritdoc />
    public void Dispose() => _database.Dispose();

    private List<TracedMessage> Query(Func<TraceTable, bool> wanted, Func<TraceTable, string> condition, int limit)
    {
        var messages = new List<TracedMessage>();
        foreach (var table in _tables.Where(wanted))
        {
            var columns = string.Join(", ", table.Columns.Select(column => Column(table, column)));
            var sql = $"SELECT {columns} FROM {_database.Dialect.Quote(table.Name)} WHERE {condition(table)} ORDER BY id LIMIT {limit.ToString(CultureInfo.InvariantCulture)}";
            messages.AddRange(Ask(sql, limit).Rows.Select(row => MessageRow.Read(table.Name, row)));
        }

        return messages;
    }

    private SqlRows Ask(string sql, int limit) => _database.Query(sql, new SqlLimit(limit, TraceLimits.Bytes));

    private string Column(TraceTable table, string? column)
    {
        if (column is null)
            return "NULL";

        return column == table.Time && IsSqlite ? Seconds(column) : _database.Dialect.Quote(column);
    }

    private string Between(TraceTable table, long fromTicks, long toTicks)
    {
        var from = new DateTimeOffset(fromTicks, TimeSpan.Zero);
        var to = new DateTimeOffset(toTicks, TimeSpan.Zero);
        return IsSqlite
            ? string.Create(CultureInfo.InvariantCulture, $"{Seconds(table.Time)} BETWEEN {from.ToUnixTimeSeconds()} AND {to.ToUnixTimeSeconds()}")
            : string.Create(CultureInfo.InvariantCulture, $"{_database.Dialect.Quote(table.Time)} BETWEEN '{from.LocalDateTime:yyyy-MM-dd HH:mm:ss}' AND '{to.LocalDateTime:yyyy-MM-dd HH:mm:ss}'");
    }

    private bool IsSqlite => _database.Dialect == SqlDialect.Sqlite;

    // The column holds a Julian day, as a number or as text, or a date in words; SQLite's own function reads all.
    private static string Seconds(string column) => $"CAST(strftime('%s', \"{column}\") AS INTEGER)";

    private IEnumerable<string> Matches(string text)
    {
        yield return Like(text);
        if (_database.Dialect == SqlDialect.Postgres)
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
        _database.WriteLiteral(Latin1.ToBytes(text), writer);
        return Latin1.ToText(writer.Written);
    }
}
