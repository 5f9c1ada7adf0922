namespace Signalbox.Engine.Routing;

/// <summary>A module that sees requests before the script, e.g. the stateless replier for ACKs to its own replies.</summary>
public interface IRequestHook
{
    /// <summary>True when the request is done with; the script does not run.</summary>
    bool BeforeRoute(RoutingContext context);

    /// <summary>Runs after the request route ended, in any way; for what a module began and the script left open.</summary>
    void AfterRoute(RoutingContext context)
    {
    }
}
