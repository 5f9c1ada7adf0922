using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content>Transformations that break and fold lines, and that look at single characters.</content>
internal sealed partial class PvModule
{
    private const int MostLines = 1024;
    private const int WidestMargin = 256;

    [Transformation("s.fmtlines", MinArguments = 2, MaxArguments = 2, Summary = "The first number of lines, one character each, the last with the rest; the second number of blanks before each but the first.")]
    public static ScriptValue BreakWithBlanks(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Break(value, arguments, ' ');

    [Transformation("s.fmtlinet", MinArguments = 2, MaxArguments = 2, Summary = "As s.fmtlines with tabs.")]
    public static ScriptValue BreakWithTabs(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Break(value, arguments, '\t');

    [Transformation("s.rmhdws", Summary = "Without the line ends and blanks of folded headers.")]
    public static ScriptValue RemoveFolds(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => Unfold(text, keepBlank: false));

    [Transformation("s.rmhlws", Summary = "The line ends and blanks of folded headers replaced by one blank.")]
    public static ScriptValue JoinFolds(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => Unfold(text, keepBlank: true));

    [Transformation("s.charat", MinArguments = 1, MaxArguments = 1, Summary = "The character at a position, from 0; empty behind the end.")]
    public static ScriptValue CharacterAt(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined && IndexIn(value, arguments[0], out var index) ? Slice(value, index, 1) : value.IsDefined ? ScriptValue.Empty : value;

    [Transformation("s.byteat", MinArguments = 1, MaxArguments = 1, Summary = "The byte at a position, from 0, as number; undefined behind the end.")]
    public static ScriptValue ByteAt(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined && IndexIn(value, arguments[0], out var index) ? ScriptValue.Of(value.ToText()[index]) : ScriptValue.Undefined;

    [Transformation("s.selectsw", MinArguments = 2, MaxArguments = 3, Summary = "The first part between separators that starts with a text: start, separator.")]
    public static ScriptValue SelectStarting(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        var separator = Separator(arguments, 1);
        if (!value.IsDefined || separator.Length == 0)
            return ScriptValue.Undefined;

        var start = arguments[0].ToText();
        return ScriptValue.Of(Array.Find(value.ToText().Split(separator[0]), part => part.StartsWith(start, StringComparison.Ordinal)) ?? string.Empty);
    }

    [Transformation("s.escape.crlf", Summary = "Line ends as \\r and \\n.")]
    public static ScriptValue EscapeLineEnds(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));

    [Transformation("s.unescape.crlf", Summary = "Line ends out of \\r and \\n.")]
    public static ScriptValue UnescapeLineEnds(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => text.Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal));

    private static ScriptValue Break(in ScriptValue value, ReadOnlySpan<ScriptValue> arguments, char margin)
    {
        if (!value.IsDefined)
            return value;

        var text = value.ToText();
        var lines = (int)Math.Clamp(arguments[0].ToInteger(), 1, Math.Min(MostLines, Math.Max(1, text.Length)));
        var blanks = (int)Math.Clamp(arguments[1].ToInteger(), 0, WidestMargin);
        var result = new StringBuilder(text.Length + lines * (blanks + 1));
        for (var i = 0; i < lines - 1; i++)
            result.Append(text[i]).Append('\n').Append(margin, blanks);

        return ScriptValue.Of(result.Append(text, lines - 1, text.Length - lines + 1).ToString());
    }

    private static string Unfold(string text, bool keepBlank)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var next = i;
            while (next < text.Length && text[next] is '\r' or '\n')
                next++;

            if (next == i || next == text.Length || text[next] is not (' ' or '\t'))
            {
                result.Append(text[i]);
                continue;
            }

            while (next < text.Length && text[next] is ' ' or '\t')
                next++;

            i = next - 1;
            if (keepBlank)
                result.Append(' ');
        }

        return result.ToString();
    }

    private static bool IndexIn(in ScriptValue value, in ScriptValue position, out int index)
    {
        var size = value.TextLength;
        var number = position.ToInteger();
        index = (int)Math.Clamp(number < 0 ? number + size : number, -1, size);
        return index >= 0 && index < size;
    }
}
