using Signalbox.Interop.Tests.Goldens;

namespace Signalbox.Interop.Tests.Captures;

/// <summary>A recorded case of sipcapture: packets that went in, and the rows, script log lines, packets and replies that came out.</summary>
internal sealed class CaptureCase(GoldenCase golden)
{
    private const string Group = "sipcapture";

    /// <summary>Name of the case's folder.</summary>
    public string Name { get; } = Path.GetFileName(golden.Folder);

    /// <summary>The recording.</summary>
    public GoldenCase Golden { get; } = golden;

    /// <summary>All cases that are there, also those with a difference on purpose.</summary>
    public static IEnumerable<CaptureCase> All => Directory.GetDirectories(Path.Combine(GoldenCase.Root, Group)).Order(StringComparer.Ordinal)
        .Select(static folder => new CaptureCase(new GoldenCase(folder)));

    /// <summary>True when the peer refused to start.</summary>
    public bool IsRefused => Golden.FileOrNull("START-REFUSED.txt") is not null;

    /// <summary>True when the peer's process died on the input.</summary>
    public bool IsDeath => Golden.FileOrNull("PROCESS-DIED.txt") is not null;

    /// <summary>True when the packets went over TCP.</summary>
    public bool IsStream => Name.StartsWith("tcp-", StringComparison.Ordinal);

    /// <summary>True when the table of each row depends on chance or on the worker, so that the tables are compared as one.</summary>
    public bool HasFreeTables => Name is "mt-rand" or "mt-round-robin";

    /// <summary>Packets that went in, in order.</summary>
    public List<byte[]> Input => Packets("input.hex");

    /// <summary>Packets that came out at the collector.</summary>
    public List<byte[]> Forwarded => Packets("forwarded.hex");

    /// <summary>Tables of which rows were recorded.</summary>
    public IEnumerable<string> Tables => Directory.GetFiles(Golden.Folder, "rows-*.json").Order(StringComparer.Ordinal)
        .Select(static path => Path.GetFileNameWithoutExtension(path)["rows-".Length..]);

    /// <summary>The recorded rows of a table, made comparable.</summary>
    public List<string> Rows(string table) =>
        [.. File.ReadLines(Golden.FileOrNull($"rows-{table}.json")!).Where(static line => line.Length > 0).Select(CaptureRowText.OfRecorded)];

    /// <summary>The commands that were given and the replies to them.</summary>
    public List<(string Command, string Reply)> Commands()
    {
        var all = new List<(string, string)>();
        foreach (var block in (Golden.FileOrNull("rpc.txt") is { } path ? File.ReadAllText(path) : string.Empty).Split("$ kamcmd ", StringSplitOptions.RemoveEmptyEntries))
        {
            var end = block.IndexOf('\n', StringComparison.Ordinal);
            all.Add((block[..end].Trim(), block[(end + 1)..].Trim()));
        }

        return all;
    }

    private List<byte[]> Packets(string file) => Golden.FileOrNull(file) is { } path
        ? [.. File.ReadLines(path).Where(static line => line.Length > 0).Select(Convert.FromHexString)]
        : [];
}
