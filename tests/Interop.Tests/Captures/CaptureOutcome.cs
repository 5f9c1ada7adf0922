using System.Text.RegularExpressions;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Interop.Tests.Captures;

/// <summary>What a case's run left behind, compared with the recording.</summary>
internal static partial class CaptureOutcome
{
    /// <summary>Plays a case and says what differs; empty when nothing does.</summary>
    public static List<string> Play(CaptureCase one, IReadOnlyDictionary<string, string> better)
    {
        using var collector = one.Forwarded.Count > 0 ? new HepCollector() : null;
        using var server = GoldenServer.Start(one.Golden);
        if (one.IsRefused)
            return server.HasEnded && server.ExitCode != 0 ? [] : ["starts, the peer refuses"];

        if (server.HasEnded)
            return [$"does not start: {server.Log}"];

        List<string> differences = [.. Traffic(one, server, collector)];
        if (server.HasEnded)
            differences.Add("the server ended");

        server.Stop();
        differences.AddRange(Rows(one, better, Path.Combine(server.WorkFolder, "work.db")));
        differences.AddRange(Log(one, better, server.Log));
        return differences;
    }

    private static IEnumerable<string> Traffic(CaptureCase one, GoldenServer server, HepCollector? collector)
    {
        using var feeder = new CaptureFeeder(one);
        feeder.Feed();
        if (collector is not null)
        {
            var got = collector.Take(one.Forwarded.Count).Select(Convert.ToHexString);
            if (!one.Forwarded.Select(Convert.ToHexString).SequenceEqual(got, StringComparer.Ordinal))
                yield return "the forwarded packets differ";
        }

        WaitForAll(one, server);
        foreach (var (command, reply) in one.Commands())
        {
            if (Answer(server, command) is var answer && answer != reply)
                yield return $"{command}: recorded {reply}, got {answer}";
        }
    }

    // Until what was recorded is there, or for a while; then a little for what is too much.
    private static void WaitForAll(CaptureCase one, GoldenServer server)
    {
        var database = Path.Combine(server.WorkFolder, "work.db");
        var lines = Lines(one.Golden.FileOrNull("log.txt") is { } path ? File.ReadAllText(path) : string.Empty).Count;
        var rows = one.Tables.Sum(table => one.Rows(table).Count);
        string[] tables = one.HasFreeTables ? ["t0", "t1", "t2"] : [.. one.Tables];
        var until = DateTime.UtcNow + TimeSpan.FromSeconds(3);
        while (!server.HasEnded && DateTime.UtcNow < until && (Lines(server.Log).Count < lines || tables.Sum(table => CaptureRowText.Stored(database, table).Count) < rows))
            Thread.Sleep(50);

        Thread.Sleep(250);
    }

    private static string Answer(GoldenServer server, string command)
    {
        var words = command.Split(' ');
        using var client = BinrpcClient.Connect(Path.Combine(server.WorkFolder, "ctl.sock"), TimeSpan.FromSeconds(10));
        var reply = client.Call(words[0], words[1..]);
        if (reply.IsFault)
            return $"error: {reply.FaultCode} - {reply.FaultText}";

        // The peer's group has these counters and no more.
        return string.Join('\n', reply.Records.Select(static record => record.Text).Where(static text => !text.Contains(":bad_packets", StringComparison.Ordinal)
            && !text.Contains(":refused_senders", StringComparison.Ordinal)));
    }

    private static List<string> Rows(CaptureCase one, IReadOnlyDictionary<string, string> better, string database)
    {
        string[] tables = one.HasFreeTables ? ["t0", "t1", "t2"] : [.. one.Tables];
        var wanted = one.Tables.Select(table => (Table: one.HasFreeTables ? "t0, t1, t2" : table, Rows: one.Rows(table)))
            .GroupBy(static pair => pair.Table, StringComparer.Ordinal).Select(static group => (Table: group.Key, Rows: group.SelectMany(static pair => pair.Rows).ToList()));
        var differences = new List<string>();
        foreach (var (table, rows) in wanted)
        {
            List<string> got = [.. (one.HasFreeTables ? tables : [table]).SelectMany(name => CaptureRowText.Stored(database, name))];
            if (better.TryGetValue($"rows {table}", out var count))
            {
                if (got.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) != count)
                    differences.Add($"{table}: wanted {count} rows, got {got.Count}");
            }
            else if (!Sorted(one, rows).SequenceEqual(Sorted(one, got), StringComparer.Ordinal))
                differences.Add($"{table}: recorded\n{string.Join("\n--\n", rows)}\n== got\n{string.Join("\n--\n", got)}");
        }

        return differences;
    }

    private static List<string> Log(CaptureCase one, IReadOnlyDictionary<string, string> better, string log)
    {
        var wanted = Lines(one.Golden.FileOrNull("log.txt") is { } path ? File.ReadAllText(path) : string.Empty);
        if (better.TryGetValue("log", out var instead))
            wanted = [.. instead.Split(" ++ ", StringSplitOptions.RemoveEmptyEntries)];

        var got = Lines(log);
        return wanted.SequenceEqual(got, StringComparer.Ordinal) ? [] : [$"log: recorded\n{string.Join('\n', wanted)}\n== got\n{string.Join('\n', got)}\n{log}"];
    }

    // What scripts logged; ports of TCP clients are masked.
    private static List<string> Lines(string text) => [.. ScriptLine().Matches(text).Select(static match => EphemeralPort().Replace(match.Value.TrimEnd(), "$1PORT"))];

    // Several workers write: the rows are compared as a set. The port of plain SIP by TCP is the client's.
    private static List<string> Sorted(CaptureCase one, IEnumerable<string> rows) =>
        [.. rows.Select(row => one.Name == "tcp-plain-sip-with-accept-hep3" ? SourcePort().Replace(row, "source_port=PORT") : row).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"(?:ERROR|WARNING|NOTICE|INFO): <script>: .*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ScriptLine();

    [GeneratedRegex(@"^source_port=\d+$", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex SourcePort();

    [GeneratedRegex(@"(from 127\.0\.0\.1:|si=127\.0\.0\.1 sp=)(?!15099)\d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EphemeralPort();
}
