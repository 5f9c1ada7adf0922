namespace Signalbox.Engine.Catalog;

/// <summary>Declares a counter on a property of type <c>Counter</c>; the group is the module's name.</summary>
/// <param name="name">E.g. <c>traced_requests</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StatisticAttribute(string name) : Attribute
{
    /// <summary>E.g. <c>traced_requests</c>.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence for the docs.</summary>
    public string Summary { get; set; } = string.Empty;
}
