namespace Signalbox.Modules.Websocket;

/// <summary>What a frame is (RFC 6455 §11.8).</summary>
internal enum WebSocketOpcode
{
    /// <summary>More of a message.</summary>
    Continuation = 0,

    /// <summary>Text.</summary>
    Text = 1,

    /// <summary>Bytes.</summary>
    Binary = 2,

    /// <summary>The end.</summary>
    Close = 8,

    /// <summary>Wants an answer.</summary>
    Ping = 9,

    /// <summary>The answer.</summary>
    Pong = 10,
}
