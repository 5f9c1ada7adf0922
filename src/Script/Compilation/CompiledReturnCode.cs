using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>$rc</c>, <c>$retcode</c>, <c>$?</c></summary>
internal sealed class CompiledReturnCode : CompiledExpression
{
    public override StaticType Type => StaticType.Integer;

    public override ScriptValue Evaluate(ScriptRun run) => ScriptValue.Of(run.Context.ReturnCode);
}
