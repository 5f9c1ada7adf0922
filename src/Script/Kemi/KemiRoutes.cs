using System.Collections.Concurrent;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;

namespace Signalbox.Script.Kemi;

/// <summary>The routes that a script defines by the names of its functions, for a configuration with <c>cfgengine</c>.</summary>
internal sealed class KemiRoutes : IRouteFallback
{
    // Names come from scripts, which could make them up as they run.
    private const int MaxKept = 1024;
    private readonly ConcurrentDictionary<string, RouteBody> _named = new(StringComparer.Ordinal);
    private readonly KemiRuntime _runtime;
    private readonly string _received;
    private readonly string _preRouting;
    private readonly string _event;

    /// <summary>Looks up the three main callbacks.</summary>
    public KemiRoutes(KemiRuntime runtime, CoreSettings settings)
    {
        _runtime = runtime;
        Request = new KemiRoute(runtime, settings.KemiRequestRoute);
        runtime.Require(settings.KemiRequestRoute, place: null);
        Reply = Optional(settings.KemiReplyRoute);
        OnSend = Optional(settings.KemiOnSendRoute);
        _received = settings.KemiReceivedRoute;
        _preRouting = settings.KemiPreRouting;
        _event = settings.KemiEventRoute;
    }

    /// <summary>The request callback; used when the cfg has no request_route of its own.</summary>
    public RouteBody Request { get; }

    /// <summary>The reply callback, or null; it goes before a reply_route of the cfg.</summary>
    public RouteBody? Reply { get; }

    /// <summary>The onsend callback, or null.</summary>
    public RouteBody? OnSend { get; }

    /// <inheritdoc />
    public RouteBody? Find(RouteKinds kind, string name)
    {
        const RouteKinds byName = RouteKinds.OnReply | RouteKinds.Failure | RouteKinds.Branch | RouteKinds.BranchFailure;
        if (kind == RouteKinds.Event)
            return FindEventCallback(FunctionOf(name), name);

        if ((kind & byName) == RouteKinds.None || name.Length == 0)
            return null;

        if (_named.TryGetValue(name, out var known))
            return known;

        // Not checked against the script: with the peer a missing function is an error line when it is due.
        var route = new KemiRoute(_runtime, name) { RouteName = name };
        if (_named.Count < MaxKept)
            _named.TryAdd(name, route);

        return route;
    }

    /// <inheritdoc />
    public bool Requires(string function) => Requires(function, place: null);

    /// <summary>As <see cref="Requires(string)"/>, for a name that stands in the cfg.</summary>
    public bool Requires(string function, SourceSpan? place) => IsOff(function) || _runtime.Require(function, place);

    /// <inheritdoc />
    public RouteBody? FindEventCallback(string function, string eventName) =>
        IsOff(function) ? null : new KemiRoute(_runtime, function, eventName);

    // Modules have parameters of their own for their events.
    private string FunctionOf(string name) => name switch
    {
        CoreEvents.MessageReceived => _received,
        CoreEvents.PreRouting => _preRouting,
        _ => name.StartsWith(CoreEvents.Prefix, StringComparison.Ordinal) ? _event : string.Empty,
    };

    private static bool IsOff(string function) => function.Length == 0 || string.Equals(function, "none", StringComparison.OrdinalIgnoreCase);

    private KemiRoute? Optional(string function) =>
        !IsOff(function) && _runtime.HasFunction(function) ? new KemiRoute(_runtime, function) : null;
}
