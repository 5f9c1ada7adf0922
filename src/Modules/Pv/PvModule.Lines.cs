using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content>Transformations <c>{s.…}</c> on lines and blanks.</content>
internal sealed partial class PvModule
{
    // What a text may grow to by a transformation, in characters.
    private const int MaxResult = 1 << 20;

    [Transformation("s.fmtlines", MinArguments = 2, MaxArguments = 2, Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.Number)}", Summary = "At most n lines, one character each and the rest in the last, each further one behind m blanks.")]
    public static ScriptValue Lines(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Format(value, arguments, ' ');

    [Transformation("s.fmtlinet", MinArguments = 2, MaxArguments = 2, Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.Number)}", Summary = "As s.fmtlines with tabs.")]
    public static ScriptValue TabbedLines(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Format(value, arguments, '\t');

    [Transformation("s.rmhdws", Summary = "Runs of blanks and line ends become one blank.")]
    public static ScriptValue SingleBlanks(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => Squeeze(text, onlyFolds: false));

    [Transformation("s.rmhlws", Summary = "Folded lines become one: the line end and the blanks around it become one blank.")]
    public static ScriptValue Unfold(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => Squeeze(text, onlyFolds: true));

    [Transformation("s.escape.crlf", Summary = "CR and LF as \\r and \\n.")]
    public static ScriptValue EscapeLineEnds(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));

    [Transformation("s.unescape.crlf", Summary = "\\r and \\n as CR and LF.")]
    public static ScriptValue UnescapeLineEnds(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => text.Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal));

    [Transformation("s.selectsw", MinArguments = 2, MaxArguments = 3, Summary = "The first part between separators that starts with a text; empty when there is none.")]
    public static ScriptValue SelectStarting(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        var separator = Separator(arguments, 1);
        if (!value.IsDefined || separator.Length == 0)
            return ScriptValue.Undefined;

        var start = arguments[0].ToText();
        var found = Array.Find(value.ToText().Split(separator[0]), part => part.StartsWith(start, StringComparison.Ordinal));
        return ScriptValue.Of(found ?? string.Empty);
    }

    private static ScriptValue Format(in ScriptValue value, ReadOnlySpan<ScriptValue> arguments, char blank)
    {
        var text = value.ToText();
        var lines = Math.Clamp(arguments[0].ToInteger(), 1, Math.Max(1, text.Length));
        var indent = Math.Max(0, arguments[1].ToInteger());
        if (!value.IsDefined || indent > MaxResult || (lines - 1) * (indent + 1) + text.Length > MaxResult)
            return ScriptValue.Undefined;

        var result = new StringBuilder();
        for (var i = 0; i < lines - 1; i++)
            result.Append(text[i]).Append('\n').Append(blank, (int)indent);

        return ScriptValue.Of(result.Append(text, (int)lines - 1, text.Length - (int)lines + 1).ToString());
    }

    private static string Squeeze(string text, bool onlyFolds)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            while (end < text.Length && Blank.Contains(text[end], StringComparison.Ordinal))
                end++;

            if (end == i)
                result.Append(text[i++]);
            else if (onlyFolds && text.AsSpan(i, end - i).IndexOfAny('\r', '\n') < 0)
                result.Append(text, i, end - i);
            else
                result.Append(' ');

            i = Math.Max(i, end);
        }

        return result.ToString();
    }
}
