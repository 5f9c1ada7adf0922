using System.Text.RegularExpressions;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>Plays the recordings of the peer against the server and compares what comes out.</summary>
[Collection("fixed ports")]
public sealed partial class GoldenReplayTests
{
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

        // The control socket opens a moment before the switch has its configured value.
        Assert.True(SpinWait.SpinUntil(() => GoldenCommands.Repeat("$ kamcmd siptrace.status check", server).EndsWith("Enabled\n", StringComparison.Ordinal), TimeSpan.FromSeconds(10)));
        CompareAnswers(Load("rpc/siptrace-status"), server);
    }

    [Fact]
    public void At_most_one_case_in_twenty_is_kept_different()
    {
        var cases = new[] { "siptrace-db", "siptrace-dup", "siptrace-hep", "sipdump" }
            .Sum(static group => Directory.GetDirectories(Path.Combine(GoldenCase.Root, group)).Length);
        var kept = GoldenCase.Exclusions();
        Assert.All(kept.Where(static one => one.Key.StartsWith("siptrace", StringComparison.Ordinal)), static one => Assert.StartsWith("kept difference: ", one.Value));
        Assert.InRange(kept.Values.Count(static reason => reason.StartsWith("kept difference: ", StringComparison.Ordinal)), 0, cases / 20);
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

    private static bool IsPlayed(GoldenCase golden) => golden.FileOrNull("wire.txt") is not null;

    private static bool NeedsServer(GoldenCase golden) => golden.Name.StartsWith("siptrace-db/pg-", StringComparison.Ordinal);

    private static GoldenCase Load(string name) => new(Path.Combine(GoldenCase.Root, name));

    private static TheoryData<string> Names(string group, Func<GoldenCase, bool> wanted) =>
        new(GoldenCase.Of(group, wanted).Select(static golden => golden.Name));

    [GeneratedRegex("EV \\S.*$", RegexOptions.Multiline)]
    private static partial Regex Event();
}
