using Signalbox.Engine.Values;
using Signalbox.Script.Regex;
using DotNetRegex = System.Text.RegularExpressions.Regex;

namespace Signalbox.Script.Compilation;

/// <summary><c>=~</c> with a constant expression, compiled when the configuration loads.</summary>
internal sealed class CompiledMatch(CompiledExpression left, DotNetRegex regex) : CompiledExpression
{
    public override StaticType Type => StaticType.Integer;

    public override bool IsFixed => left.IsFixed;

    public override ScriptValue Evaluate(ScriptRun run) => ScriptValue.Of(RegexMatch.IsMatch(regex, left.Evaluate(run)) ? 1 : 0);
}
