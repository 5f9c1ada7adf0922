namespace Signalbox.Engine.Transport;

/// <summary>What comes next on a stream.</summary>
internal enum StreamFrame
{
    /// <summary>More bytes must come first.</summary>
    Incomplete,

    /// <summary>A whole message.</summary>
    Message,

    /// <summary>An empty line twice: the peer asks for a sign of life (RFC 5626 §3.5.1).</summary>
    Ping,

    /// <summary>The bytes cannot be cut into messages; the connection is of no more use.</summary>
    Bad,
}
