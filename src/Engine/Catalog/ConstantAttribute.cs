namespace Signalbox.Engine.Catalog;

/// <summary>Marks a string argument whose text is taken as it stands: no PV expansion, constants only.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ConstantAttribute : Attribute;
