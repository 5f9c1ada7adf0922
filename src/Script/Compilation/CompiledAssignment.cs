using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>$target = value;</c>: a failure is logged and the script goes on.</summary>
internal sealed class CompiledAssignment(CompiledVariable target, CompiledExpression value, ScriptPosition position, SourceSpan span, IScriptLog log) : CompiledStatement
{
    public override Flow Execute(ScriptRun run)
    {
        run.Context.BeginStatement();
        Assign(run);
        run.Code = 1;
        run.TakePending(out var flow);
        return flow;
    }

    /// <summary>Assigns; 1, or -1 when the value could not be evaluated or assigned.</summary>
    public long Assign(ScriptRun run)
    {
        if (!value.MakesText)
        {
            // Only here a function shows the code that it really gave.
            return Assign(run, value is CompiledInvocation call ? ScriptValue.Of(call.Invoke(run)) : value.Evaluate(run));
        }

        var writer = run.Context.Worker.RentWriter();
        var made = value.EvaluateInto(run, writer);
        var code = Assign(run, target.Copies ? made : made.Detach());
        run.Context.Worker.Return(writer);
        return code;
    }

    private long Assign(ScriptRun run, in ScriptValue result)
    {
        if (run.Failed)
        {
            run.Failed = false;
            run.LogError(log, span, "the right side could not be evaluated, nothing is assigned");
            return -1;
        }

        if (target.Assign(run, result))
        {
            if (run.Observer is not null)
                run.Tell(ScriptStepKind.Assignment, position, result);

            return 1;
        }

        run.LogError(log, span, "assignment failed");
        return -1;
    }
}
