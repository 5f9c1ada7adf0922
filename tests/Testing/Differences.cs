namespace Signalbox.Testing;

/// <summary>The recorded rows that are kept different on purpose: the table "Recorded rows that differ" of docs/differences.md.</summary>
public static class Differences
{
    /// <summary>Ids of the rows.</summary>
    public static IReadOnlySet<string> Rows { get; } = Read("## Recorded rows that differ");

    /// <summary>Rows that the peer's version refuses because it does not know a name of a newer one: the table "Names of newer versions".</summary>
    public static IReadOnlySet<string> NewerNames { get; } = Read("## Names of newer versions");

    private static HashSet<string> Read(string heading)
    {
        var rows = new HashSet<string>(StringComparer.Ordinal);
        var isInside = false;
        foreach (var line in File.ReadLines(Path.GetFullPath(Path.Combine(Golden.SourceFolder(), "../../docs/differences.md"))))
        {
            if (line.StartsWith('#'))
                isInside = line == heading;
            else if (isInside && line.StartsWith("| `", StringComparison.Ordinal))
                rows.UnionWith(Ids(line.Split('|')[1]));
        }

        return rows;
    }

    private static IEnumerable<string> Ids(string cell) => cell.Split(',').Select(static one => one.Trim(' ', '`'));
}
