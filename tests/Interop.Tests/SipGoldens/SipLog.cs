using System.Text.RegularExpressions;

namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>The lines that scripts log, in a recording and in the server's log.</summary>
internal static partial class SipLog
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>What differs between the recorded lines and those that the server wrote since <paramref name="start"/>; waits for late ones.</summary>
    public static List<string> Compare(SipCase recorded, SipReplayServer server, int start)
    {
        // Where the recorder kept no log, nothing is known about it.
        if (!recorded.Events.Any(static one => one.Kind == SipEventKind.Note && one.Text.StartsWith("log ", StringComparison.Ordinal)))
            return [];

        var wanted = recorded.Events.Where(static one => one.Kind == SipEventKind.Note).SelectMany(static one => Lines(one.Text)).ToList();
        var until = DateTime.UtcNow + Patience;
        var got = Lines(server.Log[start..]);
        while (got.Count < wanted.Count && DateTime.UtcNow < until)
        {
            Thread.Sleep(20);
            got = Lines(server.Log[start..]);
        }

        if (wanted.SequenceEqual(got, StringComparer.Ordinal))
            return [];

        return [$"log\n      recorded {string.Join("\n               ", wanted)}\n      got      {string.Join("\n               ", got)}"];
    }

    private static List<string> Lines(string text) =>
        [.. ScriptLine().Matches(text).Select(static match => match.Value.TrimEnd()).Select(static line => Varying().Replace(line, "$1N"))];

    // The probe cfg has a prefix of its own.
    [GeneratedRegex(@"(?:ALERT|CRITICAL|ERROR|WARNING|NOTICE|INFO): (?:\{[^}\n]*\} )?(?:<script>|P): .*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ScriptLine();

    [GeneratedRegex(@"(suspended |\bmi=)[\d:]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Varying();
}
