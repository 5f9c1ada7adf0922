namespace Signalbox.Engine.Catalog;

/// <summary>A declared event.</summary>
/// <param name="Name">E.g. <c>siptrace:msg</c>.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Get">Its place in a module instance.</param>
/// <param name="Callback">The parameter that names the KEMI function of this event alone; empty = the one for all events of the module.</param>
public sealed record EventDescriptor(string Name, string Summary, Func<object, EventRoute> Get, string Callback = "");
