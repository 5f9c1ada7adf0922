namespace Signalbox.Engine.Catalog;

/// <summary>Marks an argument of text, or one that text is converted to, whose text is taken as it stands: no PV expansion, constants only.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ConstantAttribute : Attribute;
