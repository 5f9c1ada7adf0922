using System.Globalization;

namespace Signalbox.Modules.Pv;

/// <content>Arguments of transformations that are refused when the script is loaded.</content>
internal sealed partial class PvModule
{
    internal static string? CheckSubstring(ReadOnlySpan<string> arguments) =>
        NumberAt(arguments, 0) ?? NumberAt(arguments, 1)
        ?? (arguments[1].AsSpan().Trim().StartsWith("-", StringComparison.Ordinal) ? $"found the length {arguments[1].Trim()}, expected 0 or more" : null);

    internal static string? CheckSelect(ReadOnlySpan<string> arguments)
    {
        if (NumberAt(arguments, 0) is { } problem)
            return problem;

        var isComma = arguments.Length == 3 && arguments[1].Length == 0 && arguments[2].Length == 0;
        return isComma || (arguments.Length == 2 && arguments[1].Length == 1) ? null : $"found the separator '{arguments[1]}', expected one character";
    }

    internal static string? CheckReplace(ReadOnlySpan<string> arguments) =>
        arguments[0].Length == 0 ? "found nothing to be replaced, expected a text" : null;

    internal static string? CheckList(ReadOnlySpan<string> arguments) =>
        arguments.Length > 1 && (arguments[1].Length == 0 || arguments[1][0] == ',') ? "found a comma as separator, expected another character" : null;

    private static string? NumberAt(ReadOnlySpan<string> arguments, int index)
    {
        var text = arguments[index].Trim();
        return text.StartsWith('$') || long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? null
            : $"found '{text}', expected a number or a variable";
    }
}
