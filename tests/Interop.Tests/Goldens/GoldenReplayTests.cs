using System.Text.RegularExpressions;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>Plays the recordings of the peer against the server and compares what comes out.</summary>
[Collection("fixed ports")]
public sealed partial class GoldenReplayTests
{
    // Five percent cannot be had: each of these cases loses rows, stores foreign memory or ends the process at the peer (docs/differences.md).
    private const int MostKeptOfSentPercent = 5;
    private const int MostKeptPercent = 7;
    private const int MostTouchedPercent = 11;

    public static TheoryData<string> HepCases => Names("siptrace-hep", static golden => golden.FileOrNull("packets.hex") is not null);

    public static TheoryData<string> RowCases => Names("siptrace-db", static golden => IsPlayed(golden) && !NeedsServer(golden) && golden.FileOrNull("rows.json") is not null);

    public static TheoryData<string> CopyCases => Names("siptrace-dup", IsPlayed);

    public static TheoryData<string> RefusedCases => Names("siptrace-db", static golden => golden.Name.EndsWith("-refused", StringComparison.Ordinal));

    [Theory, MemberData(nameof(HepCases))]
    public void Hep_packets_equal_the_recording(string name)
    {
        var golden = Load(name);
        var wanted = File.ReadLines(golden.FileOrNull("packets.hex")!).Where(static line => line.Length > 0).Select(Convert.FromHexString).ToList();
        using var collector = new HepCollector();
        using var server = GoldenPlay.Run(golden);
        var got = collector.Take(wanted.Count);
        Assert.Equal(GoldenRows.Sorted(wanted.Select(HepText.Describe)), GoldenRows.Sorted(got.Select(HepText.Describe)));
    }

    [Theory, MemberData(nameof(RowCases))]
    public void Rows_and_counters_equal_the_recording(string name)
    {
        var golden = Load(name);
        using var server = GoldenPlay.Run(golden, running => CompareAnswers(golden, running));
        CompareRows(golden, server);
    }

    [Theory, MemberData(nameof(CopyCases))]
    public void Copies_rows_and_events_equal_the_recording(string name)
    {
        var golden = Load(name);
        var wanted = Directory.GetFiles(golden.Folder, "packet-*.raw").Select(File.ReadAllBytes).ToList();
        using var collector = new HepCollector();
        using var server = GoldenPlay.Run(golden);
        var got = collector.Take(wanted.Count);
        Assert.Equal(GoldenRows.Sorted(wanted.Select(HepText.DescribeAny)), GoldenRows.Sorted(got.Select(HepText.DescribeAny)));
        CompareRows(golden, server);
        Assert.Equal(Events(golden.FileOrNull("log-event-route.txt") is { } log ? File.ReadAllText(log) : string.Empty), Events(server.Log));
    }

    [Theory, MemberData(nameof(RefusedCases))]
    public void A_refused_configuration_is_refused(string name)
    {
        using var server = GoldenServer.Start(Load(name));
        server.Stop();
        Assert.NotEqual(0, server.ExitCode);
        Assert.DoesNotContain("   at Signalbox", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void The_master_switch_answers_as_recorded()
    {
        using var server = GoldenServer.Start(Load("rpc/siptrace-status"));
        Assert.False(server.HasEnded, server.Log);
        CompareAnswers(Load("rpc/siptrace-status"), server);
    }

    [Fact]
    public void No_more_cases_differ_on_purpose_than_docs_differences_says()
    {
        var all = GoldenDifferences.All;
        var kept = GoldenDifferences.Kept;
        var evened = GoldenDifferences.Evened.Except(kept, StringComparer.Ordinal).Count();

        Assert.Empty(kept.Except(all, StringComparer.Ordinal));
        Assert.All(GoldenCase.Exclusions().Where(static one => !one.Key.StartsWith("sipcapture", StringComparison.Ordinal)), static one => Assert.StartsWith("kept difference: ", one.Value));
        Assert.InRange(kept.Count(IsSent) * 100, 0, all.Count(IsSent) * MostKeptOfSentPercent);
        Assert.InRange(kept.Count * 100, 0, all.Count * MostKeptPercent);
        Assert.InRange((kept.Count + evened) * 100, 0, all.Count * MostTouchedPercent);
    }

    private static void CompareRows(GoldenCase golden, GoldenServer server)
    {
        foreach (var path in Directory.GetFiles(golden.Folder, "rows*.json"))
        {
            var table = Path.GetFileNameWithoutExtension(path) is ['r', 'o', 'w', 's', '-', .. var other] ? other : "sip_trace";
            Assert.Equal(GoldenRows.Recorded(path), GoldenRows.Stored(Path.Combine(server.WorkFolder, "work.db"), table));
        }
    }

    private static void CompareAnswers(GoldenCase golden, GoldenServer server)
    {
        foreach (var name in (string[])["rpc.txt", "rpc-stats.txt"])
        {
            if (golden.FileOrNull(name) is { } path)
                Assert.Equal(File.ReadAllText(path), GoldenCommands.Repeat(File.ReadAllText(path), server));
        }
    }

    private static List<string> Events(string log) => GoldenRows.Sorted(Event().Matches(log).Select(static match => match.Value.TrimEnd()));

    // What siptrace and sipdump make, as opposed to what sipcapture takes in.
    private static bool IsSent(string name) => !name.StartsWith("sipcapture", StringComparison.Ordinal);

    private static bool IsPlayed(GoldenCase golden) => golden.FileOrNull("wire.txt") is not null;

    private static bool NeedsServer(GoldenCase golden) => golden.Name.StartsWith("siptrace-db/pg-", StringComparison.Ordinal);

    private static GoldenCase Load(string name) => new(Path.Combine(GoldenCase.Root, name));

    private static TheoryData<string> Names(string group, Func<GoldenCase, bool> wanted) =>
        new(GoldenCase.Of(group, wanted).Select(static golden => golden.Name));

    [GeneratedRegex("EV \\S.*$", RegexOptions.Multiline)]
    private static partial Regex Event();
}
