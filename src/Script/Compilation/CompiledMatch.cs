using Signalbox.Engine.Text;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>=~</c> with a constant expression, compiled when the configuration loads.</summary>
internal sealed class CompiledMatch(CompiledExpression left, PosixMatcher matcher) : CompiledExpression
{
    public override StaticType Type => StaticType.Integer;

    public override bool IsFixed => left.IsFixed;

    public override ScriptValue Evaluate(ScriptRun run) => ScriptValue.Of(EvaluateInteger(run));

    public override long EvaluateInteger(ScriptRun run) => IsMatch(matcher, left.Evaluate(run)) ? 1 : 0;

    /// <summary>True when the value as text matches.</summary>
    public static bool IsMatch(PosixMatcher matcher, in ScriptValue value) =>
        value.TryGetBytes(out var bytes) ? matcher.IsMatch(bytes) : matcher.IsMatch(value.ToText());
}
