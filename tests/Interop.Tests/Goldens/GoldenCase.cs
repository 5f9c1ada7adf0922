namespace Signalbox.Interop.Tests.Goldens;

/// <summary>One recorded case: a folder with kamailio.cfg, wire.txt and what the peer put out.</summary>
internal sealed class GoldenCase(string folder)
{
    /// <summary>All cases live here.</summary>
    public static string Root => Path.Combine(AppContext.BaseDirectory, "GoldenCases");

    /// <summary>Folder of the case.</summary>
    public string Folder { get; } = folder;

    /// <summary><c>siptrace-hep/v1-udp4</c>.</summary>
    public string Name => Path.GetRelativePath(Root, Folder).Replace('\\', '/');

    /// <summary>A file of the case, or null.</summary>
    public string? FileOrNull(string name) => File.Exists(Path.Combine(Folder, name)) ? Path.Combine(Folder, name) : null;

    /// <summary>The recorded exchange; empty when there is none.</summary>
    public List<WireExchange> Wire => FileOrNull("wire.txt") is { } path ? WireExchange.Read(path) : [];

    /// <summary>Cases of one group that are not excluded in exclusions.tsv.</summary>
    public static IEnumerable<GoldenCase> Of(string group, Func<GoldenCase, bool> wanted)
    {
        var excluded = Exclusions();
        foreach (var folder in Directory.GetDirectories(Path.Combine(Root, group)).Order(StringComparer.Ordinal))
        {
            var one = new GoldenCase(folder);
            if (!excluded.ContainsKey(one.Name) && wanted(one))
                yield return one;
        }
    }

    /// <summary>Excluded cases with their reasons; docs/differences.md lists the same.</summary>
    public static Dictionary<string, string> Exclusions()
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(Path.Combine(Root, "exclusions.tsv")))
        {
            var cells = line.Split('\t');
            if (cells.Length == 2 && !line.StartsWith('#'))
                all.Add(cells[0], cells[1]);
        }

        return all;
    }

    /// <summary>kamailio.cfg with WORKDIR replaced.</summary>
    public string Configuration(string workFolder) =>
        File.ReadAllText(Path.Combine(Folder, "kamailio.cfg")).Replace("WORKDIR", workFolder, StringComparison.Ordinal);
}
