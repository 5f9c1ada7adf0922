namespace Signalbox.Engine.Routing;

/// <summary>Finds routes by name in a script engine (KEMI), asked when the cfg has none of that name.</summary>
public interface IRouteFallback
{
    /// <summary>The function <paramref name="name"/> as a route; null when the engine is sure that there is none.</summary>
    RouteBody? Find(RouteKinds kind, string name);

    /// <summary>True when the script defines the function; a reload that takes it away is then refused.</summary>
    bool Requires(string function);

    /// <summary>The function <paramref name="function"/>, called with the event's name as its argument.</summary>
    RouteBody? FindEventCallback(string function, string eventName);
}
