using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Signalbox.Modules.DbSqlite;
using Signalbox.Modules.Tests.Pcap;
using Signalbox.Modules.TraceQuery.Api;

namespace Signalbox.Modules.Tests.TraceQuery;

/// <summary>What is read from stored messages: tables of every age, legs, and text that a terminal must not see.</summary>
public sealed class StoredTraceTests : IDisposable
{
    private const string Session = "47755a9de7794ba387653f2099600ef2";
    private const long Second = 1_795_309_320;
    private readonly string _folder = Directory.CreateTempSubdirectory("sbx-trace-").FullName;

    private string Database => Path.Combine(_folder, "trace.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("time_stamp TIMESTAMP, time_us INTEGER, ", "2461366.54305556, 205741, ", "205741")]
    [InlineData("time_stamp TIMESTAMP, time_us INTEGER, ", "'2026-11-22 01:02:00', 205741, ", "205741")]
    [InlineData("date DATETIME, ", "'2026-11-22 01:02:00', ", "000000")]
    public void Tables_of_every_age_are_read(string columns, string values, string fraction)
    {
        Run($"CREATE TABLE sip_trace (id INTEGER PRIMARY KEY, {columns}callid TEXT, traced_user TEXT, msg TEXT, method TEXT, status TEXT, fromip TEXT, toip TEXT, fromtag TEXT, direction TEXT)");
        Run($"INSERT INTO sip_trace VALUES (1, {values}'one@x', '', 'OPTIONS sip:x SIP/2.0{"\r\n\r\n"}', 'OPTIONS', '', 'udp:192.0.2.1:5070', 'udp:::1:5060', '', 'in')");

        var message = Exported("one@x").GetProperty("messages")[0];

        Assert.Equal($"2026-11-22T01:02:00.{fraction}Z", message.GetProperty("time").GetString());
        Assert.Equal(("udp:192.0.2.1:5070", "udp:::1:5060", "in"), (Text(message, "from"), Text(message, "to"), Text(message, "direction")));
    }

    [Fact]
    public void Sip_capture_is_read_with_its_own_columns()
    {
        Run(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "TraceQuery", "sip_capture.sql")));
        Run($"INSERT INTO sip_capture (date, micro_ts, method, callid, correlation_id, source_ip, source_port, destination_ip, destination_port, proto, msg) VALUES (2461366.5, {Second}205741, 'INVITE', 'one@x', 'corr', '2001:db8::1', 5070, '2001:db8::2', 5061, 3, 'INVITE sip:x SIP/2.0{"\r\n\r\n"}')");

        var message = Exported("one@x").GetProperty("messages")[0];

        Assert.Equal(("2026-11-22T01:02:00.205741Z", "tls:[2001:db8::1]:5070", "tls", "corr"), (Text(message, "time"), Text(message, "from"), Text(message, "proto"), Text(message, "correlation_id")));
    }

    [Fact]
    public void Legs_are_joined_by_Session_ID_a_header_and_each_other_and_the_ladder_says_how()
    {
        MakeTrace();
        Add(1, 0, "a@x", $"INVITE sip:b SIP/2.0\r\nCall-ID: a@x\r\nSession-ID: {Session};remote={new string('0', 32)}\r\n\r\n", "udp:192.0.2.1:5070", "udp:192.0.2.2:5060");
        Add(2, 1, "b%_@x", $"INVITE sip:c SIP/2.0\r\nCall-ID: b%_@x\r\nSession-ID: {new string('1', 32)};remote={Session}\r\n\r\n", "udp:192.0.2.2:5060", "udp:192.0.2.3:5060");
        Add(3, 2, "c@x", "INVITE sip:d SIP/2.0\r\nCall-ID: c@x\r\nx-cid: b%_@x\r\n\r\n", "udp:192.0.2.3:5060", "udp:192.0.2.4:5060");
        Add(4, 3, "other@x", $"MESSAGE sip:d SIP/2.0\r\nCall-ID: other@x\r\nSession-ID: {new string('0', 32)}\r\nSubject: {Session} b%_@x\r\n\r\n", "udp:192.0.2.3:5060", "udp:192.0.2.4:5060");
        Add(5, 90_000, "late@x", "INVITE sip:d SIP/2.0\r\nCall-ID: late@x\r\nX-CID: a@x\r\n\r\n", "udp:192.0.2.3:5060", "udp:192.0.2.4:5060");

        var shown = Shown("a@x");

        Assert.Equal(
            ["leg A: a@x, 1 messages", $"leg B: b%_@x, 1 messages, Session-ID {Session}", "leg C: c@x, 1 messages, names it in X-CID"],
            shown.Split('\n').Where(static line => line.StartsWith("leg ", StringComparison.Ordinal)));
        foreach (var label in (string[])["A INVITE", "B INVITE", "C INVITE"])
            Assert.Contains(label, shown, StringComparison.Ordinal);

        Assert.DoesNotContain("MESSAGE", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("leg ", Shown("a@x", static options => options with { JoinsLegs = false }), StringComparison.Ordinal);
        Assert.DoesNotContain("C INVITE", Shown("a@x", static options => options with { Headers = ["X-Other"] }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TIMESTAMP", "2461366.54305556", "2461366.54306556", "2461399.0")]
    [InlineData("TIMESTAMP", "'2026-11-22 01:02:00'", "'2026-11-22T01:02:01'", "'2026-12-22 01:02:00'")]
    [InlineData("TEXT", "'2461366.54305556'", "2461366.54306556", "'2461399.0'")]
    public void Legs_of_that_time_are_found_in_whatever_form_it_is_stored(string type, string first, string second, string late)
    {
        Run($"CREATE TABLE sip_trace (id INTEGER PRIMARY KEY, time_stamp {type}, time_us INTEGER, callid TEXT, msg TEXT, fromip TEXT, toip TEXT, correlation_id TEXT)");
        foreach (var (id, call, time) in (ReadOnlySpan<(int, string, string)>)[(1, "a@x", first), (2, "b@x", second), (3, "late@x", late), (4, "marked@x", second), (5, "latemark@x", late)])
        {
            var session = id < 4 ? $"Session-ID: {Session}\r\n" : string.Empty;
            Run($"INSERT INTO sip_trace VALUES ({id}, {time}, {id}, '{call}', 'INVITE sip:x SIP/2.0\r\n{session}\r\n', 'udp:192.0.2.{id}:5060', 'udp:192.0.2.9:5060', '{(id is 1 or > 3 ? "same" : string.Empty)}')");
        }

        Assert.Equal(["a@x", "b@x", "marked@x"], Exported("a@x").GetProperty("legs").EnumerateArray().Select(static leg => Text(leg, "callid")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Legs_are_joined_by_the_correlation_id()
    {
        Run("CREATE TABLE sip_trace (id INTEGER PRIMARY KEY, time_stamp TIMESTAMP, time_us INTEGER, callid TEXT, traced_user TEXT, msg TEXT, method TEXT, status TEXT, fromip TEXT, toip TEXT, fromtag TEXT, totag TEXT, direction TEXT, correlation_id TEXT)");
        foreach (var (id, call) in (ReadOnlySpan<(int, string)>)[(1, "a@x"), (2, "b@x"), (3, "c@x")])
            Run($"INSERT INTO sip_trace VALUES ({id}, 2461366.54305556, {id}, '{call}', '', 'INVITE sip:x SIP/2.0{"\r\n\r\n"}', 'INVITE', '', 'udp:192.0.2.{id}:5060', 'udp:192.0.2.9:5060', '', '', 'in', '{(id == 3 ? "c" : "same")}')");

        Assert.Equal(["a@x", "b@x"], Exported("a@x").GetProperty("legs").EnumerateArray().Select(static leg => Text(leg, "callid")));
    }

    [Fact]
    public void Forked_branches_are_told_apart_and_a_message_of_two_users_is_shown_once()
    {
        MakeTrace();
        var hash = new string('a', 32);
        for (var branch = 0; branch < 2; branch++)
            Add(1 + branch, branch, "a@x", $"INVITE sip:b SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK1234.{hash}.{branch}\r\nCall-ID: a@x\r\n\r\n", "udp:192.0.2.2:5060", $"udp:192.0.2.{branch + 3}:5060");

        Run("INSERT INTO sip_trace SELECT 3, time_stamp, time_us, callid, 'bob', msg, method, status, fromip, toip, fromtag, totag, direction FROM sip_trace WHERE id = 1");

        var shown = Shown("a@x");

        Assert.Single(shown.Split("INVITE #0").Skip(1));
        Assert.Single(shown.Split("INVITE #1").Skip(1));
    }

    [Fact]
    public void Files_of_days_and_hours_are_one_trace()
    {
        foreach (var (file, id) in (ReadOnlySpan<(string, int)>)[("trace.db", 1), ("trace-20261122.db", 2), ("trace-2026112300.db", 3)])
        {
            MakeTrace();
            Add(1, id, "a@x", $"INVITE sip:{id} SIP/2.0\r\n\r\n", "udp:192.0.2.1:5070", "udp:192.0.2.2:5060");
            Add(2, id, $"only{id}@x", "BYE sip:b SIP/2.0\r\n\r\n", "udp:192.0.2.1:5070", "udp:192.0.2.2:5060");
            File.Move(Database, Path.Combine(_folder, file + ".kept"));
        }

        File.WriteAllText(Path.Combine(_folder, "trace-notes.db"), "no database");
        foreach (var kept in Directory.GetFiles(_folder, "*.kept"))
            File.Move(kept, kept[..^".kept".Length]);

        Assert.Equal((string[])["INVITE sip:1", "INVITE sip:2", "INVITE sip:3"], Texts("a@x"));
        Assert.Equal((string[])["a@x 3", "only1@x 1", "only2@x 1", "only3@x 1"], Listed());

        // As after retention: the file that the URL names is not there at all.
        File.Delete(Database);
        Assert.Equal((string[])["INVITE sip:2", "INVITE sip:3"], Texts("a@x"));
    }

    private IEnumerable<string> Texts(string callId) =>
        Exported(callId).GetProperty("messages").EnumerateArray().Select(static message => Text(message, "msg").Split(" SIP/2.0")[0]);

    private IEnumerable<string> Listed()
    {
        using var trace = Open();
        using var output = new StringWriter();
        trace.List(output);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(static words => $"{words[^1]} {words[Array.IndexOf(words, "messages") - 1]}")
            .Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Control_characters_of_strangers_never_reach_the_terminal()
    {
        MakeTrace();
        const string evil = "\u001b]0;owned\u0007\u009b2J";
        Add(1, 0, $"a{evil}@x", $"SIP/2.0 200 {evil}\r\nCall-ID: a{evil}@x\r\nSubject: {evil}\r\n\r\n", $"udp:192.0.2.1{evil}:5070", "udp:192.0.2.2:5060");
        using var trace = Open();
        using var output = new StringWriter();
        trace.List(output);
        trace.Show($"a{evil}@x", output);
        output.Write(Encoding.Latin1.GetString(Export(trace, $"a{evil}@x", ExportFormat.Text, toTerminal: true)));
        output.Write(Encoding.Latin1.GetString(Export(trace, $"a{evil}@x", ExportFormat.Json)));
        output.Write(Assert.Throws<TraceException>(() => trace.Show(evil, output)).Message);

        Assert.DoesNotContain(output.ToString(), static c => c is (< ' ' and not '\n') or (> '~' and < '\u00a0'));
        Assert.Contains("\\x1b]0;owned\\x07", output.ToString(), StringComparison.Ordinal);
        Assert.Contains(evil, Encoding.Latin1.GetString(Export(trace, $"a{evil}@x", ExportFormat.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Export_keeps_bytes_addresses_times_and_transports()
    {
        MakeTrace();
        Add(1, 0, "a@x", "INVITE sip:b SIP/2.0\r\n\r\n", "tcp:192.0.2.1:5070", "tcp:192.0.2.2:5060");
        Add(2, 1, "a@x", "SIP/2.0 200 OK\r\n\r\n", "tcp:192.0.2.2:5060", "tcp:192.0.2.1:5070", "out");
        Add(3, 2, "a@x", "BYE sip:b SIP/2.0\r\n\r\n", "any:255.255.255.255", "udp:192.0.2.2:5060");
        using var trace = Open();

        var frames = CaptureReader.ReadPcapng(Export(trace, "a@x", ExportFormat.Pcapng));
        Assert.Equal(["INVITE sip:b SIP/2.0\r\n\r\n", "SIP/2.0 200 OK\r\n\r\n"], frames.Where(static frame => frame.Data.Length > 0).Select(static frame => frame.Text));
        Assert.Equal(["sip_trace row 1, leg A, in", "sip_trace row 2, leg A, out"], frames.Where(static frame => frame.Data.Length > 0).Select(static frame => frame.Comment));
        Assert.Equal(5, CaptureReader.ReadPcap(Export(trace, "a@x", ExportFormat.Pcap)).Count);
        Assert.StartsWith("1 messages are left out", trace.Export("a@x", ExportFormat.Pcap, Stream.Null, toTerminal: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_of_the_script_stand_between_the_messages()
    {
        MakeTrace();
        Add(1, 0, "a@x", "INVITE sip:b SIP/2.0\r\n\r\n", "udp:192.0.2.1:5070", "udp:192.0.2.2:5060");
        Add(2, 2, "a@x", "SIP/2.0 200 OK\r\n\r\n", "udp:192.0.2.2:5060", "udp:192.0.2.1:5070", "out");
        Run("CREATE TABLE script_trace (id INTEGER PRIMARY KEY, time_stamp TIMESTAMP, time_us INTEGER, callid TEXT, depth INTEGER, kind TEXT, name TEXT, value TEXT, route TEXT, place TEXT)");
        foreach (var (id, time, call, step) in (ReadOnlySpan<(int, int, string, string)>)[(1, 1, "a@x", "1, 'route', 'route', '', 'route[x]', 'a.cfg:7'"), (2, 1, "a@x", "2, 'set', '$var(a)', char(27) || 'x', 'route[x]', 'a.cfg:8'"), (3, 1, "b@x", "1, 'call', 'other', '1', '', ''"), (4, 3, "a@x", "1, 'end', 'return', '-1', '', ''")])
            Run($"INSERT INTO script_trace VALUES ({id}, julianday({Second + time}, 'unixepoch'), {id}, '{call}', {step})");

        var lines = Shown("a@x", static options => options with { StepTable = "script_trace" }).Split('\n').Skip(1).Select(static line => line.Trim()).ToArray();

        Assert.Equal(5, lines.Count(static line => line.Length > 0));
        Assert.Contains(" INVITE ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("  route[x]", lines[1][..30].TrimEnd(), StringComparison.Ordinal);
        Assert.EndsWith("  a.cfg:7", lines[1], StringComparison.Ordinal);
        Assert.Contains("    $var(a) = \\x1bx ", lines[2], StringComparison.Ordinal);
        Assert.Contains(" 200 OK ", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("  return -1", lines[4], StringComparison.Ordinal);
        Assert.Contains("no steps of scripts: ", Assert.Throws<TraceException>(() => Shown("a@x", static options => options with { StepTable = "none" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_are_told()
    {
        MakeTrace();
        for (var i = 1; i <= 6; i++)
            Add(i, i, "a@x", $"INVITE sip:{i} SIP/2.0\r\n\r\n", "udp:192.0.2.1:5070", "udp:192.0.2.2:5060");

        Assert.Contains("note: 5 messages or more; the rest is left out (--limit)\n", Shown("a@x", static options => options with { Limit = 5 }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CREATE TABLE t (id INTEGER)", "", "has neither a table sip_trace nor sip_capture; name others with --table")]
    [InlineData("CREATE TABLE t (id INTEGER)", "t", "table t of * has no column callid; expected a table of siptrace or sipcapture")]
    [InlineData("CREATE TABLE t (id INTEGER)", "nosuch", "no such table: nosuch")]
    public void What_is_missing_is_named(string sql, string table, string expected)
    {
        Run(sql);
        var message = Assert.Throws<TraceException>(() => Open(options => options with { Tables = table.Length > 0 ? [table] : [] }).Dispose()).Message;

        Assert.All(expected.Split('*'), part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/nonexistent/trace.db", "no such file: /nonexistent/trace.db")]
    [InlineData("mongo://x/y", "no database is reached by 'mongo://'; expected sqlite://, postgres:// or mysql://")]
    [InlineData("sqlite://", "'sqlite://' names no database file; expected sqlite:///path/to/file.db")]
    public void A_wrong_URL_is_refused_with_a_reason(string url, string expected) =>
        Assert.Equal(expected, Assert.Throws<TraceException>(() => Open(options => options with { Url = url }).Dispose()).Message);

    [Fact]
    public void Reading_leaves_the_file_as_it_is()
    {
        MakeTrace();
        Add(1, 0, "a@x", "INVITE sip:b SIP/2.0\r\n\r\n", "udp:192.0.2.1:5070", "udp:192.0.2.2:5060");
        var before = File.ReadAllBytes(Database);

        Shown("a@x");

        Assert.Equal(before, File.ReadAllBytes(Database));
        Assert.Equal([Database], Directory.GetFiles(_folder));
    }

    private void MakeTrace() =>
        Run("CREATE TABLE sip_trace (id INTEGER PRIMARY KEY, time_stamp TIMESTAMP, time_us INTEGER, callid TEXT, traced_user TEXT, msg TEXT, method TEXT, status TEXT, fromip TEXT, toip TEXT, fromtag TEXT, totag TEXT, direction TEXT)");

    private void Add(int id, int secondsLater, string callId, string message, string from, string to, string direction = "in")
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO sip_trace VALUES ($id, julianday($time, 'unixepoch'), 0, $call, '', $msg, 'X', '', $from, $to, '', '', $direction)";
        foreach (var (name, value) in (ReadOnlySpan<(string, object)>)[("$id", id), ("$time", Second + secondsLater), ("$call", Encoding.Latin1.GetBytes(callId)), ("$msg", Encoding.Latin1.GetBytes(message)), ("$from", Encoding.Latin1.GetBytes(from)), ("$to", to), ("$direction", direction)])
            command.Parameters.AddWithValue(name, value);

        // Bytes in text columns, as the stores write them.
        command.CommandText = command.CommandText.Replace("$call,", "CAST($call AS TEXT),", StringComparison.Ordinal).Replace("$msg,", "CAST($msg AS TEXT),", StringComparison.Ordinal).Replace("$from,", "CAST($from AS TEXT),", StringComparison.Ordinal);
        command.ExecuteNonQuery();
    }

    private void Run(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    private StoredTrace Open(Func<TraceOptions, TraceOptions>? change = null)
    {
        var options = new TraceOptions { Url = Database };
        return StoredTrace.Open([new DbSqliteModule(Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance)], change is null ? options : change(options));
    }

    private string Shown(string callId, Func<TraceOptions, TraceOptions>? change = null)
    {
        using var trace = Open(change);
        using var output = new StringWriter();
        trace.Show(callId, output);
        return output.ToString();
    }

    private JsonElement Exported(string callId)
    {
        using var trace = Open();
        return JsonDocument.Parse(Export(trace, callId, ExportFormat.Json)).RootElement;
    }

    private static byte[] Export(StoredTrace trace, string callId, ExportFormat format, bool toTerminal = false)
    {
        using var output = new MemoryStream();
        trace.Export(callId, format, output, toTerminal);
        return output.ToArray();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
