using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>return</c>, <c>exit</c>, <c>drop</c> or <c>break</c>. A <c>return</c> of 0 ends the run.</summary>
internal sealed class CompiledFlow(Flow flow, CompiledExpression? value, ScriptPosition position, SourceSpan span, IScriptLog log) : CompiledStatement
{
    public override Flow Execute(ScriptRun run)
    {
        run.Code = value is null ? Default : value.Evaluate(run).ToInteger();
        if (run.Pending != Flow.Next && run.TakePending(out var pending))
            return pending;

        if (run.Failed)
        {
            run.Failed = false;
            run.LogError(log, span, "the value could not be evaluated");
        }

        if (run.Observer is not null)
            run.Tell(ScriptStepKind.End, position, ScriptValue.Of(run.Code));

        return flow == Flow.Return && run.Code == 0 ? Flow.Exit : flow;
    }

    private long Default => flow == Flow.Return ? 1 : 0;
}
