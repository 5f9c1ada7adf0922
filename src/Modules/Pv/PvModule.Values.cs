using System.Globalization;
using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content>Transformations <c>{val.…}</c> and <c>{num.…}</c>.</content>
internal sealed partial class PvModule
{
    [Transformation("val.n0", Summary = "0 when undefined.")]
    public static ScriptValue ZeroForNull(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined ? value : ScriptValue.Of(0);

    [Transformation("val.ne", Summary = "Empty text when undefined.")]
    public static ScriptValue EmptyForNull(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined ? value : ScriptValue.Empty;

    [Transformation("val.json", Summary = "Escaped for JSON, without quotes; empty when undefined.")]
    public static ScriptValue EscapedJson(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        ScriptValue.Of(EscapeJson(value.ToText()));

    [Transformation("val.jsonqe", Summary = "Escaped for JSON, text in quotes; empty quotes when undefined.")]
    public static ScriptValue QuotedJson(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsInteger ? value : ScriptValue.Of($"\"{EscapeJson(value.ToText())}\"");

    [Transformation("num.fdigit", Summary = "First digit as number; undefined when there is none.")]
    public static ScriptValue FirstDigit(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        DigitAt(value.ToText().AsSpan().TrimStart('-'), first: true);

    [Transformation("num.ldigit", Summary = "Last digit as number; undefined when there is none.")]
    public static ScriptValue LastDigit(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        DigitAt(value.ToText(), first: false);

    private static ScriptValue DigitAt(ReadOnlySpan<char> text, bool first)
    {
        var digit = text.IsEmpty ? 'x' : first ? text[0] : text[^1];
        return char.IsAsciiDigit(digit) ? ScriptValue.Of(digit - '0') : ScriptValue.Undefined;
    }

    private static string EscapeJson(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => result.Append('\\').Append(c),
                '\b' => result.Append("\\b"),
                '\f' => result.Append("\\f"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                < ' ' => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => result.Append(c),
            };
        }

        return result.ToString();
    }
}
