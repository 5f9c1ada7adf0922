namespace Signalbox.Engine.Messages;

/// <summary>A request line or a status line; ranges are into the message buffer.</summary>
internal struct StartLine
{
    /// <summary>The line without its end.</summary>
    public TextRange Line;

    /// <summary>True for a request line.</summary>
    public bool IsRequest;

    /// <summary>Request method.</summary>
    public SipMethod Method;

    /// <summary>Method as written.</summary>
    public TextRange MethodText;

    /// <summary>Request URI.</summary>
    public TextRange RequestUri;

    /// <summary>Version as written.</summary>
    public TextRange Version;

    /// <summary>Status code, 100 to 999; 0 in a request line.</summary>
    public int StatusCode;

    /// <summary>Reason phrase; empty when there is none.</summary>
    public TextRange Reason;
}
