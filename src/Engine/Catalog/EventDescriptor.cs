namespace Signalbox.Engine.Catalog;

/// <summary>A declared event.</summary>
/// <param name="Name">E.g. <c>siptrace:msg</c>.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Get">Its place in a module instance.</param>
public sealed record EventDescriptor(string Name, string Summary, Func<object, EventRoute> Get);
