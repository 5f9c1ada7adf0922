using Signalbox.Engine.Buffers;

namespace Signalbox.Engine.Transport;

/// <summary>Cuts messages out of the bytes of one connection, and wraps those that go out; e.g. WebSocket frames (RFC 6455).</summary>
public interface IStreamCodec
{
    /// <summary>Transport of the messages.</summary>
    TransportProtocol Protocol { get; }

    /// <summary>
    /// Takes the next piece. Called by the receive loop only; must bound what it keeps. It may change the bytes, and may
    /// write answers of its own to the connection.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="data">Bytes that were not taken yet, at least one.</param>
    /// <param name="consumed">How many of them are done with.</param>
    /// <param name="message">A message for the script; valid until the next call. Empty when there is none yet.</param>
    /// <returns>False: the peer broke the rules and the connection is closed.</returns>
    bool TryTake(IConnection connection, Span<byte> data, out int consumed, out ReadOnlySpan<byte> message);

    /// <summary>Writes a message as it goes over the connection.</summary>
    void Wrap(ReadOnlySpan<byte> message, ByteWriter output);

    /// <summary>The connection is over; called once.</summary>
    void Closed(IConnection connection);
}
