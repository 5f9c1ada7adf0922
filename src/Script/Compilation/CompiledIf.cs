using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Compilation;

/// <summary><c>if</c></summary>
internal sealed class CompiledIf(CompiledExpression condition, CompiledStatement then, CompiledStatement? otherwise, SourceSpan span, IScriptLog log) : CompiledStatement
{
    public override Flow Execute(ScriptRun run)
    {
        var holds = condition.IsTrue(run);
        run.Code = 1;
        if (run.Pending != Flow.Next && run.TakePending(out var flow))
        {
            run.Code = 0;
            return flow;
        }

        if (run.Failed)
            return Fail(run);

        if (holds)
            return then.Execute(run);

        return otherwise is null ? Flow.Next : otherwise.Execute(run);
    }

    private Flow Fail(ScriptRun run)
    {
        run.Failed = false;
        run.LogError(log, span, "the condition could not be evaluated");
        return otherwise is null ? Flow.Next : otherwise.Execute(run);
    }
}
