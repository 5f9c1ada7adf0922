namespace Signalbox.Engine.Catalog;

/// <summary>Checks and converts a constant inner name; null result with an error text refuses it.</summary>
public delegate object? InnerNameParser(string inner, out string? error);
