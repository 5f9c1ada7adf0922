using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>Something that is called and has a return code. As an operand it is 1 above 0 and else 0.</summary>
internal abstract class CompiledInvocation : CompiledExpression
{
    public override StaticType Type => StaticType.Integer;

    /// <summary>The code as the function gave it; 0 also sets <see cref="ScriptRun.Pending"/>.</summary>
    public abstract long Invoke(ScriptRun run);

    public override ScriptValue Evaluate(ScriptRun run) => ScriptValue.Of(EvaluateInteger(run));

    public override long EvaluateInteger(ScriptRun run) => Invoke(run) > 0 ? 1 : 0;
}
