namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>Differences from the peer that are kept, with their reasons.</summary>
internal static class SipExclusions
{
    /// <summary>Case to reason.</summary>
    public static Dictionary<string, string> Read() => File.ReadLines(Path.Combine(SipCase.Root, "exclusions.tsv"))
        .Where(static line => !line.StartsWith('#') && line.Contains('\t', StringComparison.Ordinal))
        .Select(static line => line.Split('\t'))
        .ToDictionary(static cells => cells[0], static cells => cells[1], StringComparer.Ordinal);
}
