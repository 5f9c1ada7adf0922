namespace Signalbox.Engine.Catalog;

/// <summary>One part of an argument that is cut at its slashes: <c>$avp(a)/$avp(b)/g</c> has three.</summary>
/// <param name="Text">As the script wrote it.</param>
/// <param name="Variable">The variable, when the part is one.</param>
public sealed record ArgumentPart(string Text, VariableReference? Variable);
