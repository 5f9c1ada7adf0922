using System.Globalization;

namespace Signalbox.Modules.Tests.Ctl;

/// <summary>One request and its reply as the peer's control socket carried them.</summary>
public sealed record RecordedExchange(string Name, byte[] Request, byte[] Reply, string Decoded)
{
    /// <summary>Reads the hex dumps; packets of which the recording shows only the start are left out.</summary>
    public static IReadOnlyList<RecordedExchange> ReadAll()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Golden", "Ctl", "binrpc-hex.txt");
        var exchanges = new List<RecordedExchange>();
        foreach (var section in File.ReadAllText(path).Split("## ", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = section.Split('\n');
            if (section.Contains("... cut", StringComparison.Ordinal))
                continue;

            var replyAt = Array.FindIndex(lines, line => line.StartsWith("reply (", StringComparison.Ordinal));
            var decoded = lines.First(line => line.StartsWith("decoded", StringComparison.Ordinal));
            exchanges.Add(new RecordedExchange(
                lines[0],
                Bytes(lines[..replyAt]),
                Bytes(lines[replyAt..]),
                decoded[(decoded.IndexOf("body=", StringComparison.Ordinal) + 5)..]));
        }

        return exchanges;
    }

    public override string ToString() => Name;

    private static byte[] Bytes(IEnumerable<string> lines) =>
        lines.Where(line => line.StartsWith("  0", StringComparison.Ordinal))
            .SelectMany(line => line.Substring(8, 48).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(hex => byte.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .ToArray();
}
