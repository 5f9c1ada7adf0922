using System.Collections.Frozen;
using Signalbox.Engine.Routing;
using Signalbox.Script.Compilation;

namespace Signalbox.Script.Binding;

/// <summary>The routes of a cfg by kind and name.</summary>
internal sealed class RouteScope
{
    private readonly Dictionary<(RouteKinds Kind, string Name), CfgRoute> _routes = [];

    /// <summary>Makes the callable routes findable at run time; read after the last one was added.</summary>
    public RouteScope() => Callable = new Lazy<FrozenDictionary<string, CfgRoute>>(
        () => Names(RouteKinds.Request).ToFrozenDictionary(static name => name, name => _routes[(RouteKinds.Request, name)], StringComparer.Ordinal));

    /// <summary>What <c>route(…)</c> can call.</summary>
    public Lazy<FrozenDictionary<string, CfgRoute>> Callable { get; }

    /// <summary>All routes.</summary>
    public IReadOnlyDictionary<(RouteKinds Kind, string Name), CfgRoute> All => _routes;

    /// <summary>A route, or null.</summary>
    public CfgRoute? Find(RouteKinds kind, string name) => _routes.GetValueOrDefault((kind, name));

    /// <summary>Adds a route; false when there is one already.</summary>
    public bool TryAdd(RouteKinds kind, string name, CfgRoute route) => _routes.TryAdd((kind, name), route);

    /// <summary>Names of one kind.</summary>
    public IEnumerable<string> Names(RouteKinds kind) => _routes.Keys.Where(key => key.Kind == kind).Select(static key => key.Name);
}
