namespace Signalbox.Script.Text;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>End of the text.</summary>
    End,

    /// <summary>A name or a keyword.</summary>
    Identifier,

    /// <summary>A whole number; <see cref="Token.Number"/> holds it.</summary>
    Integer,

    /// <summary>Digits that run into letters, e.g. <c>12abc</c> or <c>08</c>: fine in a host name, nowhere else.</summary>
    NumberWord,

    /// <summary>A quoted text; <see cref="Token.Text"/> is the value.</summary>
    Text,

    /// <summary><c>$name</c>, <c>$name(…)</c> or <c>$(…)</c>, as written.</summary>
    Variable,

    /// <summary><c>%name</c>, as written.</summary>
    Attribute,

    /// <summary><c>@path</c>, as written.</summary>
    Select,

    /// <summary>The name in <c>event_route[…]</c>.</summary>
    EventName,

    /// <summary>A dotted IPv4 address.</summary>
    IPv4,

    /// <summary>An IPv6 address without brackets.</summary>
    IPv6,

    /// <summary><c>(int)</c> or <c>(str)</c>; the text is the word inside.</summary>
    Cast,

    /// <summary>An operator or a punctuation mark.</summary>
    Symbol,

    /// <summary>A preprocessor line; never reaches the parser.</summary>
    Directive,
}
