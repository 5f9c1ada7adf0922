using Signalbox.Interop.Tests.Goldens;

namespace Signalbox.Interop.Tests.Captures;

/// <summary>Where the outcome differs from the recording on purpose: what it is instead, and why.</summary>
internal static class CaptureBetter
{
    /// <summary>Case to what is replaced: <c>rows TABLE</c> by a number of rows, <c>log</c> by the script's lines.</summary>
    public static Dictionary<string, Dictionary<string, string>> Read() => Lines().GroupBy(static cells => cells[0], StringComparer.Ordinal)
        .ToDictionary(static group => group.Key, static group => group.ToDictionary(static cells => cells[1], static cells => cells[2], StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The lines of the table: case, what, ours, reason.</summary>
    public static IEnumerable<string[]> Lines() => File.ReadLines(Path.Combine(GoldenCase.Root, "sipcapture-better.tsv"))
        .Where(static line => line.Length > 0 && !line.StartsWith('#')).Select(static line => line.Split('\t'));
}
