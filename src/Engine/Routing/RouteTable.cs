using System.Collections.Frozen;

namespace Signalbox.Engine.Routing;

/// <summary>All routes of one generation.</summary>
public sealed class RouteTable
{
    private readonly FrozenDictionary<(RouteKinds Kind, string Name), RouteBody> _named;

    /// <summary>Freezes the named routes; event routes are named like <c>siptrace:msg</c> under <see cref="RouteKinds.Event"/>.</summary>
    public RouteTable(IReadOnlyDictionary<(RouteKinds Kind, string Name), RouteBody> named) => _named = named.ToFrozenDictionary();

    /// <summary>request_route, or null.</summary>
    public RouteBody? Request { get; init; }

    /// <summary>The unnamed reply_route, or null.</summary>
    public RouteBody? Reply { get; init; }

    /// <summary>onsend_route, or null.</summary>
    public RouteBody? OnSend { get; init; }

    /// <summary>What runs before the request route and the reply route (<c>event_route[core:pre-routing]</c>), or null; a drop in it ends the message.</summary>
    public RouteBody? PreRouting { get; init; }

    /// <summary>The script engine that knows further names, or null.</summary>
    public IRouteFallback? Fallback { get; init; }

    /// <summary>Names of all cfg routes, for listings.</summary>
    public IEnumerable<(RouteKinds Kind, string Name)> Names => _named.Keys;

    /// <summary>A route by kind and name; null when there is none.</summary>
    public RouteBody? Find(RouteKinds kind, string name) =>
        _named.TryGetValue((kind, name), out var route) ? route : Fallback?.Find(kind, name);

    /// <summary>
    /// What a parameter or a call names, for example that of a timer: <c>route[NAME]</c> of the cfg, else the script engine's function of that name,
    /// which gets the name of the event. Null when there is neither.
    /// </summary>
    public RouteBody? FindCalled(string name, string eventName) => Find(RouteKinds.Request, name) ?? Fallback?.FindEventCallback(name, eventName);

    /// <summary>True when <see cref="FindCalled"/> will find something; a function of a script must then stay when the script is loaded again. Asked while a generation is made.</summary>
    public bool HasCalled(string name) => name.Length > 0 && (Find(RouteKinds.Request, name) is not null || Fallback?.Requires(name) == true);
}
