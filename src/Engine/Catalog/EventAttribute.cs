namespace Signalbox.Engine.Catalog;

/// <summary>Declares an event on a get-only property of type <c>EventRoute</c>.</summary>
/// <param name="name">E.g. <c>siptrace:msg</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EventAttribute(string name) : Attribute
{
    /// <summary>E.g. <c>siptrace:msg</c>.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence for the docs.</summary>
    public string Summary { get; set; } = string.Empty;
}
