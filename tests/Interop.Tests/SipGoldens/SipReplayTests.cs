namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>Plays every dialogue that was recorded with the peer, each folder with its cfg.</summary>
[Collection("fixed ports")]
public sealed class SipReplayTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    public static TheoryData<string> Variants => new(SipVariant.All.Select(static one => one.Name));

    [Theory, MemberData(nameof(Variants))]
    public void Every_dialogue_goes_as_it_was_recorded(string name)
    {
        var variant = SipVariant.All.First(one => one.Name == name);
        using var server = SipReplayServer.Start(variant);
        var failures = Play(variant.Cases, server);
        server.Stop();
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static List<string> Play(IEnumerable<SipCase> all, SipReplayServer server)
    {
        var excluded = SipExclusions.Read();
        var cases = all.Where(one => !excluded.ContainsKey(one.Name)).ToList();
        using var sockets = new SipSockets();
        var failures = new List<string>();
        var beside = cases.Where(static one => one.Length > Long).Select(one => Task.Run(() => Play(one, sockets, server: null))).ToArray();
        foreach (var one in cases.Where(static one => one.Length <= Long))
            failures.AddRange(Play(one, sockets, server));

        foreach (var one in beside)
            failures.AddRange(one.GetAwaiter().GetResult());

        return failures;
    }

    // Without server: beside others, so that nobody can tell whose the log lines are.
    private static List<string> Play(SipCase one, SipSockets sockets, SipReplayServer? server)
    {
        var start = server?.Log.Length ?? 0;
        var differences = new SipCasePlayer(one, sockets).Play(inForeground: server is not null);
        if (server is not null && differences.Count == 0)
            differences.AddRange(SipLog.Compare(one, server, start));

        if (server is not null && differences.Count == 0)
            differences.AddRange(SipDatabase.Compare(one, server.Folder));

        return differences.Count == 0 ? [] : [$"{one.Name}\n   {string.Join("\n   ", differences)}"];
    }
}
