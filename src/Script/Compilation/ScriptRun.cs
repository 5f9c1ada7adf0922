using System.Text;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>What compiled nodes share while a message runs: one for each worker, used again and again.</summary>
internal sealed class ScriptRun
{
    private static readonly object Owner = new();

    /// <summary>The message.</summary>
    public RoutingContext Context { get; private set; } = null!;

    /// <summary>Result of the last statement, and of the route at its end.</summary>
    public long Code { get; set; }

    /// <summary>Nested routes and blocks.</summary>
    public int Depth { get; set; }

    /// <summary>True after an expression could not be evaluated; the statement around it clears it.</summary>
    public bool Failed { get; set; }

    /// <summary><see cref="Flow.Exit"/> or <see cref="Flow.Drop"/> when something inside an expression ended the run.</summary>
    public Flow Pending { get; set; }

    /// <summary>Who is told of the steps; null for nearly every message.</summary>
    public IScriptObserver? Observer { get; private set; }

    /// <summary>The worker's run, now on this message. Give the result to <see cref="Leave"/>.</summary>
    public static ScriptRun Enter(RoutingContext context, out RoutingContext? before)
    {
        var locals = context.Worker.Locals;
        if (!locals.TryGetValue(Owner, out var found))
            locals.Add(Owner, found = new ScriptRun());

        var run = (ScriptRun)found;
        before = run.Context;
        run.Context = context;
        return run;
    }

    /// <summary>Goes back to the message that ran before, if there was one.</summary>
    public void Leave(RoutingContext? before) => Context = before!;

    /// <summary>Asks who wants to hear of the steps with this message; give the result to <see cref="EndObserving"/>.</summary>
    public IScriptObserver? BeginObserving()
    {
        var before = Observer;
        Observer = Context.Snapshot?.ScriptObserverFor(Context);
        return before;
    }

    /// <summary>Goes back to who was told before.</summary>
    public void EndObserving(IScriptObserver? before) => Observer = before;

    /// <summary>Tells the observer, of which the caller knows that there is one.</summary>
    public void Tell(ScriptStepKind kind, ScriptPosition position, in ScriptValue value) =>
        Observer!.Stepped(Context, new ScriptStep { Kind = kind, Position = position, Depth = Depth, Value = value });

    /// <summary>Takes the end of a run that an expression asked for.</summary>
    public bool TakePending(out Flow flow)
    {
        flow = Pending;
        Pending = Flow.Next;
        return flow != Flow.Next;
    }

    /// <summary>Logs a mistake of the script with its place.</summary>
    public void LogError(IScriptLog log, SourceSpan span, string message)
    {
        if (log.IsEnabled(-1))
            log.Write(-1, Encoding.Latin1.GetBytes($"{span}: {message}"));
    }
}
