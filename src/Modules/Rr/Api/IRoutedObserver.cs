using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Rr.Api;

/// <summary>A module that wants to know which requests were routed by a Route of this server.</summary>
internal interface IRoutedObserver
{
    /// <summary>loose_route took a Route of this server off; called before it returns.</summary>
    /// <param name="context">The request.</param>
    /// <param name="parameters">Parameters of that Route's URI, from the first semicolon.</param>
    void Routed(RoutingContext context, ReadOnlySpan<byte> parameters);
}
