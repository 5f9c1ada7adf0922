using Signalbox.Engine.Diagnostics;

namespace Signalbox.Engine.Configuration;

/// <summary>One difference between two generations.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Name">Its name: <c>failure_route[F]</c>, <c>tm.fr_timer</c>, <c>udp:127.0.0.1:5060</c> …</param>
/// <param name="Class">What a reload does with it.</param>
/// <param name="Before">Value of the running generation; null when it is new.</param>
/// <param name="After">Value of the other one; null when it is gone.</param>
public sealed record ReloadChange(ChangeKind Kind, string Name, ChangeClass Class, string? Before, string? After)
{
    private const int MaxShown = 120;

    /// <summary>The statement of the new configuration; null when it has none, or when it is not known.</summary>
    public SourceSpan? Span { get; init; }

    /// <summary><c>file:line:column</c> of the statement, or empty.</summary>
    public string Place => Span is { } span ? ShownText.Of(span.ToString()) : string.Empty;

    /// <summary><c>added</c>, <c>removed</c> or <c>changed</c>.</summary>
    public string Verb => Before is null ? "added" : After is null ? "removed" : "changed";

    /// <summary><c>live</c>, <c>restart</c> or <c>ignored</c>.</summary>
    public string ClassWord => Class switch { ChangeClass.Live => "live", ChangeClass.NeedsRestart => "restart", _ => "ignored" };

    /// <summary>The kind as one word.</summary>
    public string KindWord => Kind switch { ChangeKind.CoreParameter => "core", _ => Kind.ToString().ToLowerInvariant() };

    /// <summary>One line for the operator, e.g. <c>parameter tm.hash_size changed from "10" to "12"</c>.</summary>
    public override string ToString()
    {
        var values = (Before, After) switch
        {
            ({ Length: > 0 }, { Length: > 0 }) => $" from \"{Shown(Before)}\" to \"{Shown(After)}\"",
            ({ Length: > 0 }, null) => $", was \"{Shown(Before)}\"",
            (null, { Length: > 0 }) => $" with \"{Shown(After)}\"",
            _ => string.Empty,
        };
        return $"{KindWord} {Name} {Verb}{values}";
    }

    /// <summary>The same behind its place.</summary>
    public string ToPlacedString() => Span is null ? ToString() : $"{Place}: {this}";

    private static string Shown(string value) => value.Length > MaxShown ? $"{value[..MaxShown]}..." : value;
}
