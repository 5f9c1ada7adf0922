using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Runs the routes that <c>$dlg_ctx(timeout_route)</c> names: found by name when the time comes, in the live script.</summary>
internal sealed class TimeoutRoutes(DialogServices services, DialogSettings settings)
{
    /// <summary>Runs a route on a message of ours.</summary>
    public void Run(string name, RoutingContext carrier)
    {
        var routes = carrier.Snapshot.Routes;
        var body = routes.Find(RouteKinds.Request, name);
        if (body is null && settings.EventCallback.Length > 0)
            body = routes.Fallback?.FindEventCallback(settings.EventCallback, name);

        if (body is null)
            services.Log.Write(LogLevels.Warning, Latin1.ToBytes($"dialog: there is no route[{name}] to run at the timeout of a dialog"));

        new EventRoute(name) { Body = body }.Run(carrier);
    }
}
