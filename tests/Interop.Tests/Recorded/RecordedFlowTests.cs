using Signalbox.Interop.Tests.Running;
using Signalbox.Testing;

namespace Signalbox.Interop.Tests.Recorded;

/// <summary>The recorded flows through the routes of a cfg, against the built server: what the script prints and what both ends see.</summary>
public sealed class RecordedFlowTests
{
    public static TheoryData<TableRow> Cases => TableFile.Read("Cases/flow.tsv");

    [Theory, MemberData(nameof(Cases))]
    public void Call_runs_through_the_routes_as_recorded(TableRow row)
    {
        var flow = new FlowRow(row);
        if (Differences.Rows.Contains(flow.Id))
            return;

        using var player = new FlowPlayer(flow.Answers);
        var cfg = Path.GetTempFileName();
        File.WriteAllText(cfg, flow.Cfg(player.CalleePort));
        using var server = RunningServer.Start(cfg);
        File.Delete(cfg);

        player.Play(RecordedProbe.Message(flow.Id, player.CallerPort), server.Port, flow.Seen("UAC").Count, flow.Seen("UAS").Count);
        server.Stop();

        AssertSame(flow, "the caller saw", flow.Seen("UAC"), player.CallerSaw, server.Log);
        AssertSame(flow, "the callee saw", flow.Seen("UAS"), player.CalleeSaw, server.Log);
        AssertSame(flow, "the script printed", flow.Printed, Printed(server.Log, player.CalleePort), server.Log);
        Assert.All(flow.Complaints, complaint => Assert.Contains(complaint, server.Log, StringComparison.Ordinal));
    }

    private static List<string> Printed(string log, int callee) =>
        [.. log.Split('\n').Where(static line => line.Contains(RecordedProbe.Mark, StringComparison.Ordinal))
            .Select(line => FlowRow.AsRecorded(line[(line.IndexOf(RecordedProbe.Mark, StringComparison.Ordinal) + RecordedProbe.Mark.Length)..].TrimEnd(), callee))];

    private static void AssertSame(FlowRow flow, string what, IReadOnlyList<string> wanted, IReadOnlyList<string> got, string log) =>
        Assert.True(wanted.SequenceEqual(got), $"{flow.Location}: {what}\nwanted {string.Join(" ; ", wanted)}\ngot    {string.Join(" ; ", got)}\n{log}");
}
