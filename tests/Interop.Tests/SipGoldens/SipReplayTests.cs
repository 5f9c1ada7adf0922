namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>Plays every dialogue that was recorded with the peer, each folder with its cfg.</summary>
[Collection("fixed ports")]
public sealed class SipReplayTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    public static TheoryData<string> Variants => new(SipVariant.All.Select(static one => one.Name));

    [Theory, MemberData(nameof(Variants))]
    public async Task Every_dialogue_goes_as_it_was_recorded(string name)
    {
        var variant = SipVariant.All.First(one => one.Name == name);
        using var sockets = new SipSockets();
        var beginning = Begin(variant, sockets);
        using var server = SipReplayServer.Start(variant);
        List<string> failures = [.. await beginning, .. Play(variant, sockets, server)];
        server.Stop();
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    [Fact]
    public void Every_dialogue_is_played_or_excluded_with_a_reason_and_few_are()
    {
        var excluded = SipExclusions.Read();
        var played = SipVariant.All.SelectMany(static one => one.Cases).Select(static one => one.Name).ToHashSet(StringComparer.Ordinal);
        string[] all = [.. Directory.GetDirectories(SipCase.Root).Select(static one => Path.GetFileName(one)).Where(static one => one != "torture").SelectMany(SipCase.Of).Select(static one => one.Name)];

        Assert.All(excluded, static pair => Assert.True(pair.Value.Length > 10, $"{pair.Key}: no reason"));
        Assert.Empty(excluded.Keys.Except(all, StringComparer.Ordinal));
        Assert.Empty(all.Except(played, StringComparer.Ordinal).Except(excluded.Keys, StringComparer.Ordinal));
        Assert.True(excluded.Count * 20 <= all.Length, $"{excluded.Count} of {all.Length} dialogues are excluded");
    }

    // What the server sends while it starts needs somebody who listens before.
    private static Task<List<string>> Begin(SipVariant variant, SipSockets sockets)
    {
        if (variant.Cases.FirstOrDefault(one => one.Name == variant.Beginning) is not { } one)
            return Task.FromResult<List<string>>([]);

        var player = new SipCasePlayer(one.OfOneProcess(), sockets, inForeground: true) { Patience = TimeSpan.FromSeconds(30) };
        return Task.Run(() => Describe(one, player.Play()));
    }

    private static List<string> Play(SipVariant variant, SipSockets sockets, SipReplayServer server)
    {
        var excluded = SipExclusions.Read();
        var cases = variant.Cases.Where(one => !excluded.ContainsKey(one.Name) && one.Name != variant.Beginning).ToLookup(one => one.Length > Long && !variant.UsesDatabase);
        var failures = new List<string>();
        var beside = cases[true].Select(one => Task.Run(() => Describe(one, new SipCasePlayer(one, sockets, inForeground: false).Play()))).ToArray();
        foreach (var one in cases[false])
            failures.AddRange(Play(one, sockets, server));

        foreach (var one in beside)
            failures.AddRange(one.GetAwaiter().GetResult());

        return failures;
    }

    // Those beside others are compared without log and rows: nobody can tell whose these are.
    private static List<string> Play(SipCase one, SipSockets sockets, SipReplayServer server)
    {
        var start = server.Log.Length;
        var player = new SipCasePlayer(one, sockets, inForeground: true) { Looked = look => SipDatabase.Compare(one, server.Folder, look) };
        var differences = player.Play();
        if (differences.Count == 0)
            differences.AddRange(SipLog.Compare(one, server, start));

        if (differences.Count == 0)
            differences.AddRange(SipDatabase.Compare(one, server.Folder));

        return Describe(one, differences);
    }

    private static List<string> Describe(SipCase one, List<string> differences) =>
        differences.Count == 0 ? [] : [$"{one.Name}\n   {string.Join("\n   ", differences)}"];
}
