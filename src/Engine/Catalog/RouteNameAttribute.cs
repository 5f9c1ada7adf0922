using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Catalog;

/// <summary>Marks a string argument that names a route; a constant name is checked when the configuration loads.</summary>
/// <param name="kind">Kind of the route.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class RouteNameAttribute(RouteKinds kind) : Attribute
{
    /// <summary>Kind of the route.</summary>
    public RouteKinds Kind { get; } = kind;
}
