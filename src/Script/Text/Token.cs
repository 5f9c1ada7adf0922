using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Text;

/// <summary>The smallest piece of a cfg.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The value of a quoted text, otherwise the token as written.</param>
/// <param name="Span">Where the operator wrote it; for a token out of a define the place of use.</param>
internal sealed record Token(TokenKind Kind, string Text, SourceSpan Span)
{
    /// <summary>The value of an integer.</summary>
    public long Number { get; init; }

    /// <summary>The define that this token came from, or null.</summary>
    public Definition? Definition { get; init; }

    /// <summary>For a quoted text: double quotes.</summary>
    public bool IsDoubleQuoted { get; init; }

    /// <summary>True for a text without its closing quote, or a variable without its parenthesis; what follows from that is not reported again.</summary>
    public bool IsBroken { get; init; }

    /// <summary>True when the character is the last one that a text or variable took in because it was not closed.</summary>
    public bool Swallowed(char last) => IsBroken && Span.Text.AsSpan().TrimEnd() is [.., var c] && c == last;

    /// <summary>True for this operator or punctuation mark.</summary>
    public bool Is(string symbol) => Kind == TokenKind.Symbol && string.Equals(Text, symbol, StringComparison.Ordinal);

    /// <summary>True for this word.</summary>
    public bool IsWord(string word) => Kind == TokenKind.Identifier && string.Equals(Text, word, StringComparison.Ordinal);

    /// <summary>How a message names this token.</summary>
    public string Describe() => Kind switch
    {
        TokenKind.End => "the end of the file",
        TokenKind.Text => $"the text {Shorten(Span.Text)}",
        TokenKind.Integer => $"the number {Text}",
        TokenKind.Identifier when Keywords.Contains(Text) => $"the keyword '{Text}'",
        TokenKind.Identifier => $"the name '{Text}'",
        TokenKind.Cast => $"'({Text})'",
        _ => $"'{Shorten(Text)}'",
    };

    private static string Shorten(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        var line = end < 0 ? text : text[..end];
        return line.Length > 40 || end >= 0 ? $"{line[..Math.Min(line.Length, 40)]}..." : line;
    }
}
