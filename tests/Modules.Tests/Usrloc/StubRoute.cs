using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tests.Usrloc;

/// <summary>A route made of a delegate.</summary>
internal sealed class StubRoute(Action<RoutingContext> run) : RouteBody
{
    public override RouteResult Run(RoutingContext context)
    {
        run(context);
        return new RouteResult(1);
    }
}
