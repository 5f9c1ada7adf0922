using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content>Transformations <c>{param.…}</c> and <c>{line.…}</c>.</content>
internal sealed partial class PvModule
{
    [Transformation("param.value", Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.ParameterSeparator)}", MinArguments = 1, MaxArguments = 2, Summary = "Value of a parameter by name; the last one counts.")]
    public static ScriptValue ParameterValue(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!ParameterList.TryRead(value, ListSeparator(arguments, 1), out var list))
            return ScriptValue.Undefined;

        var found = list.FindLast(arguments[0].ToText());
        return ScriptValue.Of(found?.Value ?? string.Empty);
    }

    [Transformation("param.in", MinArguments = 1, MaxArguments = 2, Summary = "1 when a parameter of that name is there, else 0.")]
    public static ScriptValue HasParameter(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        ParameterList.TryRead(value, ListSeparator(arguments, 1), out var list)
            ? ScriptValue.Of(list.FindLast(arguments[0].ToText()) is null ? 0 : 1)
            : ScriptValue.Undefined;

    [Transformation("param.valueat", Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.Number)}", MinArguments = 1, MaxArguments = 2, Summary = "Value of a parameter by position; negative from the end.")]
    public static ScriptValue ParameterValueAt(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        ParameterList.TryRead(value, ListSeparator(arguments, 1), out var list)
            ? ScriptValue.Of(list.At(arguments[0].ToInteger())?.Value ?? string.Empty)
            : ScriptValue.Undefined;

    [Transformation("param.name", Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.Number)}", MinArguments = 1, MaxArguments = 2, Summary = "Name of a parameter by position; negative from the end.")]
    public static ScriptValue ParameterName(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        ParameterList.TryRead(value, ListSeparator(arguments, 1), out var list)
            ? ScriptValue.Of(list.At(arguments[0].ToInteger())?.Name ?? string.Empty)
            : ScriptValue.Undefined;

    [Transformation("param.count", MaxArguments = 2, Summary = "Number of parameters.")]
    public static ScriptValue ParameterCount(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        ParameterList.TryRead(value, CountSeparator(arguments), out _)
            ? ScriptValue.Of(CountParts(value.ToText(), CountSeparator(arguments)))
            : ScriptValue.Undefined;

    [Transformation("line.count", Summary = "Number of lines, as text.")]
    public static ScriptValue LineCount(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined ? ScriptValue.Of(ScriptValue.Of(SplitLines(value.ToText()).Count).ToText()) : value;

    [Transformation("line.at", Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.Number)}", MinArguments = 1, MaxArguments = 1, Summary = "A line by position; negative from the end.")]
    public static ScriptValue LineAt(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!value.IsDefined)
            return value;

        var lines = SplitLines(value.ToText());
        var index = arguments[0].ToInteger();
        index = index < 0 ? index + lines.Count : index;
        return ScriptValue.Of(index >= 0 && index < lines.Count ? lines[(int)index] : string.Empty);
    }

    [Transformation("line.sw", MinArguments = 1, MaxArguments = 4, Summary = "The first line that starts with a text.")]
    public static ScriptValue LineStarting(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!value.IsDefined)
            return value;

        var start = JoinArguments(arguments, 0);
        return ScriptValue.Of(SplitLines(value.ToText()).Find(line => line.StartsWith(start, StringComparison.Ordinal)) ?? string.Empty);
    }

    private static char ListSeparator(ReadOnlySpan<ScriptValue> arguments, int index)
    {
        if (arguments.Length <= index)
            return ';';

        var text = Separator(arguments, index);
        return text.Length > 0 && text[0] != ',' ? text[0] : ';';
    }

    // A comma parts nothing here (recorded from the peer).
    private static char CountSeparator(ReadOnlySpan<ScriptValue> arguments) => ListSeparator(arguments, 0) is var separator && separator == ',' ? ';' : separator;

    private static int CountParts(string text, char separator)
    {
        var count = 1;
        foreach (var c in text)
            count += c == separator ? 1 : 0;

        return count;
    }

    private static List<string> SplitLines(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.AsSpan().EnumerateLines())
            lines.Add(line.ToString());

        if (lines.Count > 0 && lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);

        return lines;
    }
}
