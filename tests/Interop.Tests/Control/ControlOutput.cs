using System.Text.RegularExpressions;
using Signalbox.Modules.Planned;

namespace Signalbox.Interop.Tests.Control;

/// <summary>Compares what clients print with what was recorded, without what varies from run to run.</summary>
internal static partial class ControlOutput
{
    /// <summary>Groups of modules that are not here and have another name than their module.</summary>
    private static readonly string[] OtherNames = ["httpclient"];

    /// <summary>What differs, or null.</summary>
    /// <param name="rule">same, keys, names, differs or absent.</param>
    /// <param name="reason">Reason of the rule; the module's name for absent.</param>
    /// <param name="recorded">What the peer's client printed.</param>
    /// <param name="actual">What it prints here.</param>
    public static string? Difference(string rule, string reason, string recorded, string actual) => rule switch
    {
        "same" => Mask(recorded) == Mask(actual) ? null : "differs",
        "keys" => Same(Keys(recorded), Keys(actual)) && IsFault(actual) == IsFault(recorded) ? null : $"has the members {string.Join(',', Keys(actual))}",
        "names" => Missing(recorded, actual) is [] ? null : $"lacks {string.Join(' ', Missing(recorded, actual))}",
        "differs" => reason.Length > 0 && Mask(recorded) != Mask(actual) ? null : "is said to differ, but does not: take the row out of the table",
        "absent" => new PlannedModules().Names.Contains(reason) && actual.Contains("not found", StringComparison.OrdinalIgnoreCase) ? null : $"is said to be absent with {reason}, but is there: take the row out of the table",
        _ => $"has no rule {rule}",
    };

    private static string Mask(string text) => Varying().Replace(Times().Replace(text, "TIME"), "$1V");

    private static bool IsFault(string text) => text.StartsWith("error: ", StringComparison.Ordinal);

    private static List<string> Keys(string text) =>
        Key().Matches(text).Select(static match => match.Value.TrimEnd(' ', ':')).Distinct(StringComparer.Ordinal).ToList();

    private static bool Same(List<string> one, List<string> other) => one.SequenceEqual(other);

    private static List<string> Missing(string recorded, string actual)
    {
        var here = Names(actual).ToHashSet(StringComparer.Ordinal);
        var planned = new PlannedModules().Names;
        return Names(recorded).Where(name => !here.Contains(name) && !planned.Contains(ModuleOf(name)) && !OtherNames.Contains(ModuleOf(name))).ToList();
    }

    private static IEnumerable<string> Names(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => Value().Replace(line.Trim().Trim('"', ','), string.Empty));

    private static string ModuleOf(string name)
    {
        var plain = name.StartsWith("MOD_", StringComparison.Ordinal) ? name["MOD_".Length..] : name;
        var end = plain.IndexOfAny([':', '.']);
        return end < 0 ? plain : plain[..end];
    }

    [GeneratedRegex(@"[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Times();

    [GeneratedRegex(@"(?m)(^\s*""?(?:uptime|uptime_secs|utime_days|pid|PID|Ruid|Expires|Last-Keepalive|Last-Modified|init_ts|start_ts|timeout|duration|h_entry|h_id|id|cell|lifetime|dflags|ref|recheck_ticks|size_bytes|last_used|HashID)""?: +)[^\n,]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Varying();

    [GeneratedRegex(@"(?m)^\s*""?[A-Za-z0-9][A-Za-z0-9_. ()-]*""?:(?= )", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Key();

    [GeneratedRegex(@"( = |: ).*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Value();
}
