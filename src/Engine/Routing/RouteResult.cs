namespace Signalbox.Engine.Routing;

/// <summary>How a route ended.</summary>
/// <param name="Code">Its value: above 0 true, below 0 false.</param>
/// <param name="Exit">True when the script run ends here (<c>exit</c>, <c>drop</c>, a result of 0).</param>
/// <param name="Drop">True when <c>drop</c> ended it.</param>
public readonly record struct RouteResult(int Code, bool Exit = false, bool Drop = false);
