namespace Signalbox.Script.Compilation;

/// <summary>A call as a statement; a result of 0 ends the run.</summary>
internal sealed class CompiledCallStatement(CompiledInvocation call) : CompiledStatement
{
    public override Flow Execute(ScriptRun run)
    {
        run.Code = call.Invoke(run);
        run.TakePending(out var flow);
        run.Failed = false;
        return flow;
    }
}
