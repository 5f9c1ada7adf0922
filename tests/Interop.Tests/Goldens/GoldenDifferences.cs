using System.Text.RegularExpressions;
using Signalbox.Interop.Tests.Captures;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>The cases of siptrace, sipcapture and sipdump whose outcome differs from the recording on purpose (docs/differences.md).</summary>
internal static partial class GoldenDifferences
{
    private static readonly string[] Groups = ["siptrace-db", "siptrace-dup", "siptrace-hep", "sipcapture", "sipdump"];

    /// <summary>All cases.</summary>
    public static List<string> All => [.. Groups.SelectMany(static group => Directory.GetDirectories(Path.Combine(GoldenCase.Root, group)))
        .Select(static folder => Path.GetRelativePath(GoldenCase.Root, folder).Replace('\\', '/'))];

    /// <summary>Cases that are not played, or of which rows or log lines are others.</summary>
    public static HashSet<string> Kept => [.. GoldenCase.Exclusions().Keys, .. CaptureBetter.Lines().Select(static cells => $"sipcapture/{cells[0]}")];

    /// <summary>Cases played as recorded but for one cell or word that the comparison evens out: X-OIP, sproto, messages in PostgreSQL.</summary>
    public static HashSet<string> Evened => [.. All.Where(static name => Directory.GetFiles(Path.Combine(GoldenCase.Root, name)).Any(static file => IsEvened(file)))];

    private static bool IsEvened(string file) => Path.GetFileName(file) switch
    {
        "log-event-route.txt" => File.ReadAllText(file).Contains("sproto=", StringComparison.Ordinal),
        ['r', 'o', 'w', 's', .., 'j', 's', 'o', 'n'] => Cell().IsMatch(File.ReadAllText(file)),
        _ => false,
    };

    [GeneratedRegex("""\\u0000|"msg": ?"\\\\x""")]
    private static partial Regex Cell();
}
