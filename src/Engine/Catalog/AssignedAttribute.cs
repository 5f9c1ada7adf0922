namespace Signalbox.Engine.Catalog;

/// <summary>Marks a <see cref="VariableReference"/> argument that the function assigns: a read-only variable is refused when the configuration loads.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AssignedAttribute : Attribute;
