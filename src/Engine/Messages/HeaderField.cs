namespace Signalbox.Engine.Messages;

/// <summary>One header line of the index: where it starts, its name and its value.</summary>
/// <param name="Id">Which header.</param>
/// <param name="Line">The whole line with its end, folded continuation lines included.</param>
/// <param name="Name">The name as written.</param>
/// <param name="Value">The value without surrounding blanks; folds inside are kept.</param>
public readonly record struct HeaderField(HeaderName Id, TextRange Line, TextRange Name, TextRange Value);
