namespace Signalbox.Engine.Catalog;

/// <summary>Declares an event on a get-only property of type <c>EventRoute</c>.</summary>
/// <param name="name">E.g. <c>siptrace:msg</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EventAttribute(string name) : Attribute
{
    /// <summary>E.g. <c>siptrace:msg</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The parameter that names the KEMI function of this event alone; empty = the one for all events of the module, which also counts when that parameter is not set.</summary>
    public string Callback { get; set; } = string.Empty;

    /// <summary>One sentence for the docs.</summary>
    public string Summary { get; set; } = string.Empty;
}
