namespace Signalbox.Engine.Catalog;

/// <summary>An inner name with variables as indices, e.g. <c>x[$var(i)]=>a[0]</c>.</summary>
/// <param name="Parsed">What the declared parser made of the name with 0 in the place of each variable.</param>
/// <param name="First">Index before <c>=></c>; null when it is none or a constant.</param>
/// <param name="Second">Index behind <c>=></c>; null when it is none or a constant.</param>
public sealed record IndexedName(object? Parsed, VariableReference? First, VariableReference? Second);
