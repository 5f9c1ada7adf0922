using System.Collections.Frozen;

namespace Signalbox.Script.Compilation;

/// <summary>A switch over numbers: the value is converted, text that is none counts as 0.</summary>
internal sealed class CompiledIntegerSwitch(
    CompiledExpression value, FrozenDictionary<long, int> labels, int defaultStart, CompiledStatement[] statements) : CompiledStatement
{
    public override Flow Execute(ScriptRun run)
    {
        var number = value.Evaluate(run).ToInteger();
        run.Code = 1;
        if (run.Pending != Flow.Next && run.TakePending(out var pending))
            return pending;

        run.Failed = false;
        var start = labels.TryGetValue(number, out var found) ? found : defaultStart;
        return start < 0 ? Flow.Next : Run(run, statements, start);
    }

    /// <summary>Runs statements from a label on, through the labels behind it, to a break.</summary>
    public static Flow Run(ScriptRun run, CompiledStatement[] statements, int start)
    {
        for (var i = start; i < statements.Length; i++)
        {
            var flow = statements[i].Execute(run);
            if (flow == Flow.Break)
            {
                run.Code = 0;
                return Flow.Next;
            }

            if (flow != Flow.Next)
                return flow;
        }

        return Flow.Next;
    }
}
