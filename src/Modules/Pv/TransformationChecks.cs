using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <summary>Looks at the arguments of transformations when the cfg loads; each gives what is wrong, or null.</summary>
internal static class TransformationChecks
{
    /// <summary>The first argument, when there is one, is a number or a variable.</summary>
    public static string? Number(IReadOnlyList<string> arguments) => arguments.Count == 0 ? null : Number(arguments[0]);

    /// <summary>An offset and a length that is not negative.</summary>
    public static string? Substring(IReadOnlyList<string> arguments)
    {
        if ((Number(arguments[0]) ?? Number(arguments[1])) is { } problem)
            return problem;

        return IntegerText.TryParse(arguments[1].Trim(), out var length) && length < 0 ? $"found the length {length}, expected 0 or more" : null;
    }

    /// <summary>A number and one character, which may be a comma.</summary>
    public static string? Select(IReadOnlyList<string> arguments)
    {
        if (Number(arguments[0]) is { } problem)
            return problem;

        var separator = arguments.Count == 2 ? arguments[1] : string.Join(',', arguments.Skip(1));
        return separator.Length == 1 ? null : $"found the separator '{separator}', expected one character";
    }

    /// <summary>Something to look for.</summary>
    public static string? Replace(IReadOnlyList<string> arguments) => arguments[0].Length == 0 ? "found nothing to replace" : null;

    /// <summary>A name and a separator other than a comma.</summary>
    public static string? ParameterSeparator(IReadOnlyList<string> arguments) =>
        arguments.Count > 1 && arguments[1] is "," ? "found the separator ',', expected ';', '&' or another" : null;

    private static string? Number(string text)
    {
        var trimmed = text.Trim();
        return trimmed.StartsWith('$') || IntegerText.TryParse(trimmed, out _) ? null : $"found '{trimmed}', expected a number or a variable";
    }
}
