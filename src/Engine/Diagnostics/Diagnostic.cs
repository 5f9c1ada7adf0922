using System.Globalization;
using System.Text;

namespace Signalbox.Engine.Diagnostics;

/// <summary>One finding about a configuration.</summary>
/// <param name="Rule">What kind.</param>
/// <param name="Span">Where; null when it has no place in a file.</param>
/// <param name="Message">What was found and what was expected.</param>
/// <param name="Hint">A way out, or empty.</param>
public sealed record Diagnostic(DiagnosticRule Rule, SourceSpan? Span, string Message, string Hint)
{
    /// <summary><c>file:line:column: error ID: message</c> on one line.</summary>
    public string Headline
    {
        get
        {
            var severity = Rule.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };
            var place = Span is { } span ? $"{span}: " : string.Empty;
            return $"{place}{severity} {Rule.Id}: {Message}";
        }
    }

    /// <summary>The headline, the source line with the span underlined and the hint, then the include chain.</summary>
    public string Render()
    {
        if (Span is not { } span)
            return Hint.Length == 0 ? Headline : $"{Headline}\n  {Hint}";

        var (line, column) = span.Source.Position(span.Start);
        var source = span.Source.Line(line);
        var number = line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        var width = Math.Clamp(span.Length, 1, Math.Max(1, source.Length - column + 1));
        var builder = new StringBuilder(Headline);
        builder.Append('\n').Append(number).Append(" | ").Append(source.Replace('\t', ' '));
        builder.Append("\n      | ").Append(' ', column - 1).Append('^').Append('~', width - 1);
        if (Hint.Length > 0)
            builder.Append("  ").Append(Hint);

        for (var from = span.Source.IncludedFrom; from is { } place; from = place.Source.IncludedFrom)
            builder.Append("\n      included from ").Append(place);

        return builder.ToString();
    }
}
