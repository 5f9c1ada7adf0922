using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;

namespace Signalbox.Script.Compilation;

/// <summary>A route of the cfg. Its statements are set once, before the first message, because routes call each other.</summary>
internal sealed class CfgRoute(string name, int maxDepth, ScriptPosition position, IScriptLog log) : RouteBody
{
    private readonly List<CompiledStatement> _statements = [];
    private CompiledStatement[] _body = [];

    /// <summary>The name as the cfg says it.</summary>
    public string Name { get; } = name;

    /// <summary>Adds statements behind those that are there: several request_route blocks are one.</summary>
    public void Append(IReadOnlyList<CompiledStatement> statements)
    {
        _statements.AddRange(statements);
        _body = [.. _statements];
    }

    /// <inheritdoc />
    public override RouteResult Run(RoutingContext context)
    {
        var run = ScriptRun.Enter(context, out var before);
        var (pending, depth) = (run.Pending, run.Depth);
        run.Pending = Flow.Next;
        var logged = MessageLog.Enter(context);
        var observer = run.BeginObserving();
        try
        {
            var flow = Execute(run);
            return new RouteResult((int)run.Code, flow is Flow.Exit or Flow.Drop, flow == Flow.Drop);
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            // A defect in a module ends this run and nothing else.
            log.Write(-1, System.Text.Encoding.Latin1.GetBytes($"route {Name} ended by a defect: {defect}"));
            return new RouteResult(-1, Exit: true);
        }
        finally
        {
            (run.Pending, run.Depth, run.Failed) = (pending, depth, false);
            run.EndObserving(observer);
            run.Leave(before);
            MessageLog.Enter(logged);
        }
    }

    /// <summary>Runs inside a run: <see cref="Flow.Exit"/>, <see cref="Flow.Drop"/> or <see cref="Flow.Next"/>.</summary>
    public Flow Execute(ScriptRun run)
    {
        run.Code = 1;
        if (run.Depth >= maxDepth)
        {
            run.Code = -1;
            if (log.IsEnabled(-1))
                log.Write(-1, System.Text.Encoding.Latin1.GetBytes($"too many recursive routing table lookups ({run.Depth + 1}) giving up at route {Name}"));

            return Flow.Next;
        }

        run.Depth++;
        if (run.Observer is not null)
            run.Tell(ScriptStepKind.Route, position, default);

        var flow = CompiledBlock.Execute(run, _body);
        run.Depth--;
        if (flow == Flow.Break)
            run.Code = 0;

        return flow is Flow.Exit or Flow.Drop ? flow : Flow.Next;
    }
}
