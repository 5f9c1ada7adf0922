using Signalbox.Engine.Values;
using Signalbox.Script.Regex;
using DotNetRegex = System.Text.RegularExpressions.Regex;

namespace Signalbox.Script.Compilation;

/// <summary>A label of a switch over texts.</summary>
/// <param name="Text">The text to equal, when there is no expression.</param>
/// <param name="Regex">The expression to match, or null.</param>
/// <param name="Start">Index of the first statement behind it.</param>
internal sealed record TextLabel(string Text, DotNetRegex? Regex, int Start)
{
    /// <summary>True when the value is the text or matches the expression.</summary>
    public bool Fits(in ScriptValue value) => Regex is null ? value.TextEquals(Text.AsSpan()) : RegexMatch.IsMatch(Regex, value);
}
