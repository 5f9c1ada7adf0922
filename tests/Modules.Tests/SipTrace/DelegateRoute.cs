using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tests.SipTrace;

/// <summary>A route written in C#.</summary>
internal sealed class DelegateRoute(Func<RoutingContext, RouteResult> run) : RouteBody
{
    public override RouteResult Run(RoutingContext context) => run(context);
}
