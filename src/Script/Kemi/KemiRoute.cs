using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;

namespace Signalbox.Script.Kemi;

/// <summary>A function of a script as a route.</summary>
internal sealed class KemiRoute : RouteBody
{
    private readonly KemiRuntime _runtime;
    private readonly string _function;
    private readonly string[] _arguments;

    /// <summary>A function without arguments.</summary>
    public KemiRoute(KemiRuntime runtime, string function)
        : this(runtime, function, [])
    {
    }

    /// <summary>A function with the name of an event.</summary>
    public KemiRoute(KemiRuntime runtime, string function, string eventName)
        : this(runtime, function, [eventName])
    {
    }

    private KemiRoute(KemiRuntime runtime, string function, string[] arguments)
    {
        _runtime = runtime;
        _function = function;
        _arguments = arguments;
    }

    /// <inheritdoc />
    public override bool IsDefined(WorkerState worker) => _runtime.HasFunction(worker, _function);

    /// <inheritdoc />
    public override RouteResult Run(RoutingContext context)
    {
        var logged = MessageLog.Enter(context);
        var outcome = _runtime.Invoke(context, _function, _arguments);
        MessageLog.Enter(logged);
        switch (outcome.Kind)
        {
            case KemiOutcomeKind.Completed:
                return new RouteResult(1, Drop: context.DropRequested);
            case KemiOutcomeKind.Exited:
                return new RouteResult(1, Exit: true, Drop: context.DropRequested);
            case KemiOutcomeKind.Missing:
                _runtime.Error($"the script has no function '{_function}'");
                return new RouteResult(-1);
            default:
                // A reply whose script failed is not forwarded; a request ends without an answer.
                return new RouteResult(-1, Exit: true, Drop: context.DropRequested || context.Route == RouteKinds.Reply);
        }
    }
}
