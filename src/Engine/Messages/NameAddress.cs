namespace Signalbox.Engine.Messages;

/// <summary>A name-addr or addr-spec of From, To, Contact, Route … (RFC 3261 §25.1); ranges are into the text it was read from.</summary>
public struct NameAddress
{
    /// <summary>The whole value with its parameters, without blanks around.</summary>
    public TextRange Value;

    /// <summary>Display name as written, quotes included; empty when absent.</summary>
    public TextRange DisplayName;

    /// <summary>The URI without angle brackets.</summary>
    public TextRange Uri;

    /// <summary>Header parameters from the first semicolon after the URI; empty when absent.</summary>
    public TextRange Parameters;

    /// <summary>Value of <c>tag</c>; empty when absent.</summary>
    public TextRange Tag;

    /// <summary>True for a lone <c>*</c> (Contact).</summary>
    public bool IsStar;
}
