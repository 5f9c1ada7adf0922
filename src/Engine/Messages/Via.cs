using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Messages;

/// <summary>One Via value (RFC 3261 §20.42); ranges are into the message buffer.</summary>
public struct Via
{
    /// <summary>The whole value, from the protocol name to the last parameter.</summary>
    public TextRange Value;

    /// <summary>Transport as written, e.g. <c>UDP</c>.</summary>
    public TextRange TransportText;

    /// <summary>Transport; <see cref="TransportProtocol.None"/> when the token is unknown.</summary>
    public TransportProtocol Transport;

    /// <summary>sent-by host, IPv6 with brackets.</summary>
    public TextRange Host;

    /// <summary>sent-by port; 0 when not written.</summary>
    public int Port;

    /// <summary>End of <c>host[:port]</c>: where <c>;received=</c> goes.</summary>
    public int SentByEnd;

    /// <summary>Value of <c>branch</c>; empty when absent.</summary>
    public TextRange Branch;

    /// <summary>Value of <c>received</c>; empty when absent.</summary>
    public TextRange Received;

    /// <summary>True when an <c>rport</c> parameter is there, with or without a value.</summary>
    public bool HasRport;

    /// <summary>The whole <c>rport[=N]</c> parameter without its semicolon.</summary>
    public TextRange RportParameter;

    /// <summary>Value of rport; 0 when without one.</summary>
    public int Rport;

    /// <summary>All parameters, from the first semicolon; empty when there are none.</summary>
    public TextRange Parameters;

    /// <summary>Index of the header line this value stands in.</summary>
    public int HeaderIndex;

    /// <summary>True when further values follow in the same header line.</summary>
    public bool HasNextInLine;
}
