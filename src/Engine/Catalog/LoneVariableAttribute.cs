namespace Signalbox.Engine.Catalog;

/// <summary>
/// Marks an argument whose text is the variable itself when it is nothing but one, so that an undefined one is undefined and
/// not <c>&lt;null&gt;</c>. Any other text is expanded as usual.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LoneVariableAttribute : Attribute;
