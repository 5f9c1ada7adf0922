using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Compilation;

/// <summary><c>while</c>; over <c>max_while_loops</c> rounds the loop ends and the script goes on.</summary>
internal sealed class CompiledWhile(CompiledExpression condition, CompiledStatement body, int maxLoops, SourceSpan span, IScriptLog log) : CompiledStatement
{
    public override Flow Execute(ScriptRun run)
    {
        run.Code = 1;
        for (var round = 0; ; round++)
        {
            var holds = condition.IsTrue(run);
            if (run.Pending != Flow.Next && run.TakePending(out var end))
                return end;

            if (!holds || run.Failed)
            {
                run.Failed = false;
                return Flow.Next;
            }

            if (maxLoops > 0 && round >= maxLoops)
            {
                run.LogError(log, span, $"runaway while: more than {maxLoops} loops");
                run.Code = -1;
                return Flow.Next;
            }

            var flow = body.Execute(run);
            if (flow == Flow.Break)
            {
                run.Code = 0;
                return Flow.Next;
            }

            if (flow != Flow.Next)
                return flow;
        }
    }
}
