namespace Signalbox.Engine.Messages;

/// <summary>Why bytes are not a message.</summary>
public enum ParseError : byte
{
    /// <summary>No error.</summary>
    None,

    /// <summary>Nothing but line ends and NUL bytes: a keepalive.</summary>
    Empty,

    /// <summary>The first line is neither a request line nor a status line of SIP/2.0.</summary>
    BadFirstLine,

    /// <summary>A header line without colon, with a bad name, or without a line end.</summary>
    BadHeader,

    /// <summary>More header lines than <see cref="SipMessage.MaxHeaders"/>.</summary>
    TooManyHeaders,

    /// <summary>A header that may stand once only stands twice.</summary>
    DuplicateHeader,

    /// <summary>Content-Length is no number.</summary>
    BadContentLength,
}
