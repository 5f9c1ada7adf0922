namespace Signalbox.Engine.Catalog;

/// <summary>A declared counter.</summary>
/// <param name="Name">E.g. <c>traced_requests</c>.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Get">The counter of a module instance.</param>
public sealed record StatisticDescriptor(string Name, string Summary, Func<object, Counter> Get);
