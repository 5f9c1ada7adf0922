using Signalbox.Testing;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>
/// The recordings of the peer, played by the real modules. What is different on purpose stands in docs/differences.md,
/// and only there.
/// </summary>
public sealed class SemanticsTests(RecordedServer server) : IClassFixture<RecordedServer>
{
    public static TheoryData<string> Played => Ids(static row => !row.IsRejected && !Differences.Rows.Contains(row.Id));

    public static TheoryData<string> Refused => Ids(static row => row.IsRejected && !Differences.Rows.Contains(row.Id) && !Differences.NewerNames.Contains(row.Id));

    public static TheoryData<string> Newer => Ids(static row => Differences.NewerNames.Contains(row.Id));

    public static TheoryData<string> Different => Ids(static row => Differences.Rows.Contains(row.Id));

    [Theory, MemberData(nameof(Played))]
    public void A_recorded_row_gives_the_recorded_result(string id)
    {
        var row = Row(id);
        var (printed, code) = server[id];
        Assert.True(printed == row.Expected, $"{row.Place}\nwanted {row.Expected}\ngot    {printed}");
        Assert.True(row.ExpectedCode.Length == 0 || code == row.ExpectedCode, $"{row.Place}\nwanted rc {row.ExpectedCode}\ngot    rc {code}");
    }

    [Theory, MemberData(nameof(Refused))]
    public async Task A_row_that_the_peer_refuses_is_refused(string id) =>
        Assert.True((await RecordedServer.LoadAsync(Row(id))).Length > 0, $"{Row(id).Place} is accepted");

    [Theory, MemberData(nameof(Newer))]
    public async Task A_name_of_a_newer_version_is_accepted(string id)
    {
        Assert.True(Row(id).IsRejected, $"{Row(id).Place} was not refused by the peer");
        Assert.Equal(string.Empty, await RecordedServer.LoadAsync(Row(id)));
    }

    [Theory, MemberData(nameof(Different))]
    public async Task A_row_listed_as_different_is_different(string id)
    {
        var row = Row(id);
        var isSame = row.IsRejected
            ? (await RecordedServer.LoadAsync(row)).Length > 0
            : server[id].Printed == row.Expected && (row.ExpectedCode.Length == 0 || server[id].Code == row.ExpectedCode);
        Assert.False(isSame, $"{row.Place} comes out as recorded: take it out of docs/differences.md");
    }

    [Fact]
    public void At_most_one_row_in_fifty_is_different() =>
        Assert.True(Differences.Rows.Count(static id => RecordedServer.Rows.Any(row => row.Id == id)) * 50 <= RecordedServer.Rows.Count);

    private static RecordedRow Row(string id) => RecordedServer.Rows.First(row => row.Id == id);

    private static TheoryData<string> Ids(Func<RecordedRow, bool> wanted) => [.. RecordedServer.Rows.Where(wanted).Select(static row => row.Id)];
}
