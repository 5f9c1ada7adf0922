using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <content>Parking of requests.</content>
internal sealed partial class TmxModule
{
    /// <summary>1 parked; 0 a repetition (the script ends); -1 refused.</summary>
    [Function("t_suspend", Answers = true, Summary = "Parks the request; $T(id_index) and $T(id_label) are what t_continue wants.")]
    public ReturnCode Suspend(RoutingContext context) => _tm!.Suspension.Suspend(context, out _);

    /// <summary>1 the route ran; -1 no such transaction or route; -2 it is not parked.</summary>
    [Function("t_continue", Routes = RouteKinds.Any, Summary = "Goes on with a parked request in a route: index, label, route.")]
    public ReturnCode Continue(RoutingContext context, long index, long label, [RouteName(RouteKinds.Request)] string route) =>
        _tm!.Suspension.Continue(new TransactionId((int)index, (uint)label), route, context.Worker);
}
