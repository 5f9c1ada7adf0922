namespace Signalbox.Script.Parsing;

/// <summary>Leaves a statement or an item after its error was reported; the parser goes on behind it.</summary>
internal sealed class SyntaxFailure : Exception;
