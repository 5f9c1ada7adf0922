namespace Signalbox.Script.Compilation;

/// <summary><c>route(NAME)</c></summary>
internal sealed class CompiledRouteCall(CfgRoute route) : CompiledInvocation
{
    public override long Invoke(ScriptRun run) => Run(run, route);

    /// <summary>Runs a route and sets <c>$rc</c>.</summary>
    public static long Run(ScriptRun run, CfgRoute route)
    {
        var flow = route.Execute(run);
        run.Context.ReturnCode = (int)run.Code;
        if (flow != Flow.Next)
            run.Pending = flow;

        return run.Code;
    }
}
