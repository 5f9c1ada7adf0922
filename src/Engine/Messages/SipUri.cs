namespace Signalbox.Engine.Messages;

/// <summary>Parts of a SIP, SIPS or tel URI (RFC 3261 §19.1); ranges are into the span it was read from.</summary>
public struct SipUri
{
    /// <summary>Scheme.</summary>
    public SipScheme Scheme;

    /// <summary>Scheme as written.</summary>
    public TextRange SchemeText;

    /// <summary>User without password; the number of a tel URI; empty when absent.</summary>
    public TextRange User;

    /// <summary>Parameters of a telephone number in the user, from the first semicolon; set with <see cref="IsPhone"/> only (RFC 3261 §19.1.6).</summary>
    public TextRange UserParameters;

    /// <summary>Password; empty when absent.</summary>
    public TextRange Password;

    /// <summary>Host, IPv6 with brackets; empty for tel.</summary>
    public TextRange Host;

    /// <summary>Port digits as written; empty when absent.</summary>
    public TextRange PortText;

    /// <summary>Port; 0 when not written.</summary>
    public int Port;

    /// <summary>URI parameters from the first semicolon; empty when absent.</summary>
    public TextRange Parameters;

    /// <summary>URI headers from the question mark; empty when absent.</summary>
    public TextRange Headers;

    /// <summary>Value of <c>transport</c>; empty when absent.</summary>
    public TextRange Transport;

    /// <summary>True when an <c>lr</c> parameter is there.</summary>
    public bool IsLoose;

    /// <summary>True when an <c>r2=on</c> parameter is there.</summary>
    public bool IsDouble;

    /// <summary>True with <c>user=phone</c>: the user is a telephone number.</summary>
    public bool IsPhone;

    /// <summary>True when an <c>@</c> separates a user part.</summary>
    public bool HasUser;
}
