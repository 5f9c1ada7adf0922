namespace Signalbox.Engine.Catalog;

/// <summary>Looks at the arguments of a transformation as the script wrote them, when it is loaded.</summary>
/// <param name="arguments">The texts between the commas.</param>
/// <returns>What was found and what was expected, or null when they will do.</returns>
public delegate string? TransformationChecker(ReadOnlySpan<string> arguments);
