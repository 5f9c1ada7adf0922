using Signalbox.Engine.Catalog;

namespace Signalbox.Script.Binding;

/// <summary>Cuts arguments like <c>$avp(a)/$avp(b)/g</c> into their parts.</summary>
internal static class SlashedText
{
    /// <summary>The parts, variables bound; null when a variable cannot be bound or has something behind it.</summary>
    /// <param name="text">The argument.</param>
    /// <param name="bind">Binds a variable by its text; null when it is none.</param>
    /// <param name="error">What is wrong, when <paramref name="bind"/> did not say it.</param>
    public static List<ArgumentPart>? Split(string text, Func<string, VariableReference?> bind, out string error)
    {
        error = string.Empty;
        var parts = new List<ArgumentPart>();
        for (var start = 0; start <= text.Length;)
        {
            var end = EndOf(text, start, out var isVariable);
            if (end < text.Length && text[end] != '/')
            {
                error = $"found '{text[end..]}' behind '{text[start..end]}', expected '/' or the end";
                return null;
            }

            var part = text[start..end];
            var variable = isVariable ? bind(part) : null;
            if (isVariable && variable is null)
                return null;

            parts.Add(new ArgumentPart(part, variable));
            start = end + 1;
        }

        return parts;
    }

    private static int EndOf(string text, int start, out bool isVariable)
    {
        var length = start < text.Length && text[start] == '$' ? VariableText.LengthAt(text, start, static _ => true) : 0;
        isVariable = length > 0;
        if (isVariable)
            return start + length;

        var slash = text.IndexOf('/', start);
        return slash < 0 ? text.Length : slash;
    }
}
