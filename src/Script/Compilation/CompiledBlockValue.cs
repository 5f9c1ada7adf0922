using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>{ … }</c> as a value: that of the list.</summary>
internal sealed class CompiledBlockValue(CompiledBlock block) : CompiledExpression
{
    public override StaticType Type => StaticType.Integer;

    public override ScriptValue Evaluate(ScriptRun run)
    {
        var flow = block.Execute(run);
        if (flow is Flow.Exit or Flow.Drop)
            run.Pending = flow;

        return ScriptValue.Of(run.Code);
    }
}
