using System.Globalization;
using System.Text.RegularExpressions;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>Plays the recordings of sipdump against the server and compares files, events and answers of the control socket.</summary>
[Collection("fixed ports")]
public sealed partial class DumpReplayTests
{
    public static TheoryData<string> Cases => Names(static golden => !golden.Name.EndsWith("-refused", StringComparison.Ordinal));

    public static TheoryData<string> RefusedCases => Names(static golden => golden.Name.EndsWith("-refused", StringComparison.Ordinal));

    [Theory, MemberData(nameof(Cases))]
    public void Files_events_and_answers_equal_the_recording(string name)
    {
        var golden = Load(name);
        using var server = GoldenServer.Start(golden);
        using (var player = new WirePlayer())
            player.Play(golden.Wire, Moments(golden));

        Assert.Equal(golden.FileOrNull("rpc.txt") is { } recorded ? File.ReadAllText(recorded) : string.Empty, Answers(golden, server));
        server.Stop();
        foreach (var extension in (string[])["data", "pcap", "meta"])
            CompareFiles(golden, server, extension);

        var (wanted, got) = (Events(golden.FileOrNull("log-event-route.txt") is { } log ? File.ReadAllText(log) : string.Empty), Events(server.Log));
        Assert.True(wanted.SequenceEqual(got), $"wanted:\n{string.Join('\n', wanted)}\ngot:\n{server.Log}");
    }

    [Theory, MemberData(nameof(RefusedCases))]
    public void A_refused_configuration_is_refused_and_leaves_no_file(string name)
    {
        using var server = GoldenServer.Start(Load(name));
        server.Stop();
        Assert.NotEqual(0, server.ExitCode);
        Assert.DoesNotContain("   at Signalbox", server.Log, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(server.WorkFolder, "*sipdump-*"));
    }

    private static void CompareFiles(GoldenCase golden, GoldenServer server, string extension)
    {
        var wanted = Directory.GetFiles(golden.Folder, $"dump-*.{extension}").Order(StringComparer.Ordinal).ToList();
        var got = Directory.GetFiles(server.WorkFolder, $"*.{extension}").Order(StringComparer.Ordinal).ToList();
        Assert.True(wanted.Count == got.Count, $"{got.Count} .{extension} files, recorded {wanted.Count}\n{server.Log}");
        for (var i = 0; i < wanted.Count; i++)
        {
            Assert.Matches(@"-\d{4}-\d\d-\d\d--\d\d-\d\d-\d\d\.\w+$", got[i]);
            Assert.Equal(DumpText.Describe(wanted[i]), DumpText.Describe(got[i]));
        }
    }

    /// <summary>When the recorded clients sent, from the first message on; empty unless the clock matters, because files were rotated.</summary>
    private static List<TimeSpan> Moments(GoldenCase golden)
    {
        var files = Directory.GetFiles(golden.Folder, "dump-*.data").Order(StringComparer.Ordinal).ToList();
        if (files.Count < 2)
            return [];

        var times = files.SelectMany(file => Received().Matches(File.ReadAllText(file, System.Text.Encoding.Latin1)))
            .Select(static match => double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).ToList();
        return [.. times.Select(time => TimeSpan.FromSeconds(time - times[0]))];
    }

    /// <summary>What the control socket answers to the commands of rpc.txt, in the words of kamcmd.</summary>
    private static string Answers(GoldenCase golden, GoldenServer server)
    {
        using var text = new StringWriter();
        if (golden.FileOrNull("rpc.txt") is not { } recorded)
            return string.Empty;

        using var client = BinrpcClient.Connect(Path.Combine(server.WorkFolder, "ctl.sock"), TimeSpan.FromSeconds(20));
        foreach (var line in File.ReadLines(recorded).Where(static line => line.StartsWith("$ kamcmd ", StringComparison.Ordinal)))
        {
            text.Write(line + "\n");
            var words = line["$ kamcmd ".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            BinrpcText.Write(client.Call(words[0], words[1..]).Records, text);
        }

        return text.ToString();
    }

    // The peer's sproto shows the tag: docs/differences.md. What a server sends names its product, so its length is its own.
    private static List<string> Events(string log) =>
        [.. Event().Matches(log).Select(static match => SentLength().Replace(ShownProtocol().Replace(match.Value.TrimEnd(), "sproto="), "$1L")).Order(StringComparer.Ordinal)];

    private static GoldenCase Load(string name) => new(Path.Combine(GoldenCase.Root, name));

    private static TheoryData<string> Names(Func<GoldenCase, bool> wanted) => new(GoldenCase.Of("sipdump", wanted).Select(static golden => golden.Name));

    [GeneratedRegex(@"^tag: rcv\npid: .*\nprocess: .*\ntime: ([\d.]+)$", RegexOptions.Multiline)]
    private static partial Regex Received();

    [GeneratedRegex(@"(EV (sipdump:msg )?\w+=.*|writing to file is disabled - ignoring.*)$", RegexOptions.Multiline)]
    private static partial Regex Event();

    [GeneratedRegex(@"(tag=snd .*\blen=)\d+")]
    private static partial Regex SentLength();

    [GeneratedRegex(@"sproto=\w+")]
    private static partial Regex ShownProtocol();
}
