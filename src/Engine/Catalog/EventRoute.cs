using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Catalog;

/// <summary>The place of one event of a module instance; the snapshot builder fills in what the script defines.</summary>
/// <param name="name">E.g. <c>siptrace:msg</c>.</param>
public sealed class EventRoute(string name)
{
    /// <summary>Event name.</summary>
    public string Name { get; } = name;

    /// <summary>The route or callback; null when the script has none.</summary>
    public RouteBody? Body { get; set; }

    /// <summary>True when the script handles the event.</summary>
    public bool IsDefined => Body is not null;

    /// <summary>Runs the route on a context; does nothing when there is none.</summary>
    /// <returns>How it ended; <see cref="RouteResult.Drop"/> also when the script called set_drop.</returns>
    public RouteResult Run(RoutingContext context)
    {
        if (Body is null)
            return new RouteResult(1);

        var before = context.Route;
        context.Route = RouteKinds.Event;
        context.DropRequested = false;
        var result = Body.Run(context);
        context.Route = before;
        return context.DropRequested ? result with { Drop = true } : result;
    }
}
