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
    private const int MaxLine = 200;
    private const string Dots = "...";

    /// <summary><c>error</c>, <c>warning</c> or <c>info</c>.</summary>
    public string SeverityWord => Rule.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };

    /// <summary><c>file:line:column: error ID: message</c> on one line.</summary>
    public string Headline
    {
        get
        {
            var place = Span is { } span ? $"{span}: " : string.Empty;
            return $"{place}{SeverityWord} {Rule.Id}: {Message}";
        }
    }

    /// <summary>The headline, the source line with the span underlined and the hint, then the include chain.</summary>
    public string Render()
    {
        if (Span is not { } span)
            return Hint.Length == 0 ? Headline : $"{Headline}\n  {Hint}";

        var (line, column) = span.Source.Position(span.Start);
        var (source, caret) = Window(span.Source.Line(line), column);
        var number = line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        var width = Math.Clamp(span.Length, 1, Math.Max(1, source.Length - caret + 1));
        var builder = new StringBuilder(Headline);
        builder.Append('\n').Append(number).Append(" | ").Append(source.Replace('\t', ' '));
        builder.Append("\n      | ").Append(' ', ShownText.Column(source, caret) - 1).Append('^').Append('~', width - 1);
        if (Hint.Length > 0)
            builder.Append("  ").Append(Hint);

        for (var from = span.Source.IncludedFrom; from is { } place; from = place.Source.IncludedFrom)
            builder.Append("\n      included from ").Append(place);

        return builder.ToString();
    }

    /// <summary>The part of a long line around a column, with dots where it was cut.</summary>
    private static (string Line, int Column) Window(ReadOnlySpan<char> line, int column)
    {
        if (line.Length <= MaxLine)
            return (line.ToString(), column);

        var start = Math.Clamp(column - 1 - (MaxLine / 3), 0, line.Length - MaxLine);
        var part = line.Slice(start, MaxLine);
        var before = start > 0 ? Dots : string.Empty;
        var after = start + MaxLine < line.Length ? Dots : string.Empty;
        return ($"{before}{part}{after}", column - start + before.Length);
    }
}
