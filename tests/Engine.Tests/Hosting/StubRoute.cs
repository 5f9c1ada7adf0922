using Signalbox.Engine.Routing;

namespace Engine.Tests.Hosting;

/// <summary>A route made of a delegate.</summary>
internal sealed class StubRoute(Func<RoutingContext, RouteResult> run) : RouteBody
{
    public StubRoute(Action<RoutingContext> run)
        : this(context =>
        {
            run(context);
            return new RouteResult(1);
        })
    {
    }

    public override RouteResult Run(RoutingContext context) => run(context);
}
