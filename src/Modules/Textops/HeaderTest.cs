using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Textops;

/// <summary>How <c>remove_hf_match</c> compares: eq, ne, in (contains), re (regular expression).</summary>
/// <param name="Operator">The word.</param>
internal sealed record HeaderTest(string Operator) : IScriptArgument<HeaderTest>
{
    /// <inheritdoc />
    public static bool TryParse(string text, out HeaderTest value, out string error)
    {
        value = new HeaderTest(text);
        var known = text is "eq" or "ne" or "in" or "re";
        error = known ? string.Empty : $"unknown operator '{text}': expected eq, ne, in or re";
        return known;
    }
}
