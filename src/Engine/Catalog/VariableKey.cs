namespace Signalbox.Engine.Catalog;

/// <summary>What a variable reader gets beside the message.</summary>
/// <param name="Name">The inner name, variables in it expanded; "" when there is none.</param>
/// <param name="Parsed">What the declared parser made of a constant inner name, or null.</param>
/// <param name="Index">The index.</param>
public readonly record struct VariableKey(string Name, object? Parsed, VariableIndex Index);
