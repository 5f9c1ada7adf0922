using System.Linq;
using Microsoft.CodeAnalysis;

namespace Signalbox.Generators;

/// <summary>What the generator refuses.</summary>
internal static class Problems
{
    private static readonly DiagnosticDescriptor Unsupported = new(
        "SBX001", "Declared surface cannot be generated", "{0}: {1}", "Signalbox", DiagnosticSeverity.Error, isEnabledByDefault: true);

    /// <summary>A declaration of a shape that the catalogue does not know.</summary>
    public static Diagnostic At(ISymbol symbol, string message) =>
        Diagnostic.Create(Unsupported, symbol.Locations.FirstOrDefault(), symbol.Name, message);
}
