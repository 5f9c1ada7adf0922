using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;

namespace Engine.Tests.Dns;

/// <summary>Snapshots that have settings and nothing else.</summary>
internal static class NoRoutes
{
    public static Snapshot Snapshot(CoreSettings settings) => new(1, settings, new RouteTable(new Dictionary<(RouteKinds, string), RouteBody>()), []);
}
