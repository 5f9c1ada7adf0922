using Microsoft.CodeAnalysis.CSharp;

namespace Signalbox.Generators;

/// <summary>C# literals.</summary>
internal static class Literal
{
    /// <summary>A string literal.</summary>
    public static string Text(string? value) => SymbolDisplay.FormatLiteral(value ?? string.Empty, quote: true);

    /// <summary>A bool literal.</summary>
    public static string Bool(bool value) => value ? "true" : "false";
}
