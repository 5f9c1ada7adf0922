using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipCapture;

/// <summary>The asynchronous form of OpenSIPS: <c>async(sip_capture(), ROUTE);</c></summary>
internal sealed partial class SipCaptureModule
{
    /// <summary>Goes on in another route with what a call returned.</summary>
    /// <remarks>Every insert is asynchronous here: the row is queued when the call returns, so the route runs at once, exactly once, and the statements behind are left out.</remarks>
    [Function("async", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Answers = true, Summary = "Goes on in a route with the return code of the call in front: async(sip_capture(), ROUTE). The statements behind do not run.")]
    public ReturnCode Async(RoutingContext context, ScriptValue result, [RouteName(RouteKinds.Request)] string route)
    {
        if (context.Snapshot.Routes.Find(RouteKinds.Request, route) is not { } body)
            return ReturnCode.False;

        context.ReturnCode = result.TryToInteger(out var code) ? (int)code : -1;
        var outcome = body.Run(context);
        context.DropRequested |= outcome.Drop;
        return ReturnCode.Stop;
    }
}
