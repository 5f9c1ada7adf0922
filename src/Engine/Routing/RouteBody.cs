namespace Signalbox.Engine.Routing;

/// <summary>A runnable route: compiled cfg, or a function of a KEMI script. Immutable and shared by all workers.</summary>
public abstract class RouteBody
{
    /// <summary>The name under which <see cref="RouteTable.Find"/> has it; empty when it has none.</summary>
    public string RouteName { get; init; } = string.Empty;

    /// <summary>False for a function that the script does not define; it can be armed, and an error line is written when it is due.</summary>
    /// <param name="worker">Who would run it.</param>
    public virtual bool IsDefined(WorkerState worker) => true;

    /// <summary>Runs the route. Never throws: a script error is logged and ends the run as its language documents.</summary>
    public abstract RouteResult Run(RoutingContext context);
}
