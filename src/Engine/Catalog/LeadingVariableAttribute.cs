namespace Signalbox.Engine.Catalog;

/// <summary>
/// Marks an argument whose text is one variable alone when it begins with one, as some of Kamailio's functions read it: in
/// <c>"$ci-x"</c> the <c>-x</c> is not used, and a warning says so. Text that begins otherwise is expanded as usual.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LeadingVariableAttribute : Attribute;
