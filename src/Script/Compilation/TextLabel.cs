using Signalbox.Engine.Text;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>A label of a switch over texts.</summary>
/// <param name="Text">The text to equal, when there is no expression.</param>
/// <param name="Matcher">The expression to match, or null.</param>
/// <param name="Start">Index of the first statement behind it.</param>
internal sealed record TextLabel(string Text, PosixMatcher? Matcher, int Start)
{
    /// <summary>True when the value is the text or matches the expression.</summary>
    public bool Fits(in ScriptValue value) => Matcher is null ? value.TextEquals(Text.AsSpan()) : CompiledMatch.IsMatch(Matcher, value);
}
