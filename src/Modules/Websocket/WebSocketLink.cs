using System.Buffers.Binary;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Websocket;

/// <summary>The WebSocket side of one connection: joins frames to messages, answers control frames, wraps what goes out (RFC 6455, RFC 7118).</summary>
internal sealed class WebSocketLink : IStreamCodec
{
    /// <summary>Codes of close frames (RFC 6455 §7.4.1).</summary>
    public const int NormalClosure = 1000;

    private const int ProtocolError = 1002;
    private const int PolicyViolation = 1008;
    private const int TooBig = 1009;
    private const int MaxReasonBytes = 123;
    private readonly WebSocketState _state;
    private readonly int _maxMessageBytes;
    private byte[] _joined = [];
    private int _joinedBytes;
    private bool _isJoining;
    private int _closeSent;

    /// <summary>Creates the link of an upgraded connection.</summary>
    /// <param name="protocol">WS or WSS.</param>
    /// <param name="maxMessageBytes">Longest message, all its frames together.</param>
    /// <param name="state">Counters, and where ended links are told.</param>
    public WebSocketLink(TransportProtocol protocol, int maxMessageBytes, WebSocketState state)
    {
        Protocol = protocol;
        _maxMessageBytes = maxMessageBytes;
        _state = state;
    }

    /// <inheritdoc />
    public TransportProtocol Protocol { get; }

    /// <summary>True after a close frame of ours.</summary>
    public bool IsClosing => Volatile.Read(ref _closeSent) != 0;

    /// <summary>True while a ping of ours waits for its answer.</summary>
    public bool AwaitsPong { get; private set; }

    /// <summary>True when this server began to close it.</summary>
    public bool IsLocallyClosed { get; private set; }

    /// <summary>Milliseconds of the process clock when a frame went out to keep the way open; 0 = never.</summary>
    public long KeptAt { get; private set; }

    /// <summary>Milliseconds of the process clock when a close frame went out.</summary>
    public long ClosingSince { get; private set; }

    /// <inheritdoc />
    public bool TryTake(IConnection connection, Span<byte> data, out int consumed, out ReadOnlySpan<byte> message)
    {
        consumed = 0;
        message = default;
        if (!WebSocketFrame.TryRead(data, out var frame))
            return true;

        var (code, reason) = Problem(frame);
        if (code != 0)
        {
            SendClose(connection, code, reason, isLocal: true);
            connection.CloseWhenWritten();
            return WaitForEnd(data, out consumed);
        }

        if ((ulong)(data.Length - frame.HeadBytes) < frame.DataBytes)
            return true;

        var body = data.Slice(frame.HeadBytes, (int)frame.DataBytes);
        consumed = frame.HeadBytes + body.Length;
        frame.Unmask(body);
        _state.ReceivedFrames.Increment();
        return frame.IsControl ? TakeControl(connection, frame, body) : TakeData(connection, frame, body, out message);
    }

    /// <inheritdoc />
    public void Wrap(ReadOnlySpan<byte> message, ByteWriter output) => Write(WebSocketOpcode.Text, message, output);

    /// <inheritdoc />
    public void Closed(IConnection connection) => _state.Ended(connection, this);

    /// <summary>Sends a ping.</summary>
    public bool Ping(IConnection connection, ReadOnlySpan<byte> data)
    {
        (AwaitsPong, KeptAt) = (true, Environment.TickCount64);
        return Send(connection, WebSocketOpcode.Ping, data);
    }

    /// <summary>Sends a pong that nobody asked for: it keeps the way open (RFC 6455 §5.5.3).</summary>
    public bool Pong(IConnection connection, ReadOnlySpan<byte> data)
    {
        KeptAt = Environment.TickCount64;
        return Send(connection, WebSocketOpcode.Pong, data);
    }

    /// <summary>Sends a close frame; the connection ends when the peer has answered, or a moment later.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="code">Code of the frame.</param>
    /// <param name="reason">Text; cut to 123 bytes.</param>
    /// <param name="isLocal">True when this server begins.</param>
    /// <returns>False when one was sent before.</returns>
    public bool SendClose(IConnection connection, int code, ReadOnlySpan<byte> reason, bool isLocal)
    {
        if (Interlocked.Exchange(ref _closeSent, 1) != 0)
            return false;

        (IsLocallyClosed, ClosingSince) = (isLocal, Environment.TickCount64);
        reason = reason[..Math.Min(reason.Length, MaxReasonBytes)];
        Span<byte> body = stackalloc byte[2 + MaxReasonBytes];
        BinaryPrimitives.WriteUInt16BigEndian(body, (ushort)code);
        reason.CopyTo(body[2..]);
        return Send(connection, WebSocketOpcode.Close, body[..(2 + reason.Length)]);
    }

    private static bool WaitForEnd(Span<byte> data, out int consumed)
    {
        consumed = data.Length;
        return true;
    }

    private (int Code, byte[] Reason) Problem(in WebSocketFrame frame)
    {
        if (frame.IsReserved || !frame.IsMasked)
            return (ProtocolError, "Protocol error"u8.ToArray());

        if (!Enum.IsDefined(frame.Opcode))
            return (PolicyViolation, "Unsupported opcode"u8.ToArray());

        // RFC 6455 §5.5: control frames are short and whole.
        if (frame.IsControl && (!frame.IsFinal || frame.DataBytes > WebSocketFrame.MaxControlBytes))
            return (ProtocolError, "Protocol error"u8.ToArray());

        if (!frame.IsControl && (frame.Opcode == WebSocketOpcode.Continuation) != _isJoining)
            return (ProtocolError, "Protocol error"u8.ToArray());

        return frame.DataBytes + (ulong)_joinedBytes > (ulong)_maxMessageBytes ? (TooBig, "Message too big"u8.ToArray()) : default;
    }

    private bool TakeControl(IConnection connection, WebSocketFrame frame, ReadOnlySpan<byte> body)
    {
        switch (frame.Opcode)
        {
            case WebSocketOpcode.Ping:
                Send(connection, WebSocketOpcode.Pong, body);
                return true;
            case WebSocketOpcode.Pong:
                AwaitsPong = false;
                return true;
            default:
                SendClose(connection, NormalClosure, "Normal closure"u8, isLocal: false);
                connection.CloseWhenWritten();
                return true;
        }
    }

    private bool TakeData(IConnection connection, WebSocketFrame frame, ReadOnlySpan<byte> body, out ReadOnlySpan<byte> message)
    {
        message = default;
        if (frame.IsFinal && !_isJoining)
        {
            message = body;
        }
        else
        {
            Join(body);
            _isJoining = !frame.IsFinal;
            if (_isJoining)
                return true;

            message = _joined.AsSpan(0, _joinedBytes);
            _joinedBytes = 0;
        }

        if (IsClosing)
            message = default;
        else if (message.IsEmpty)
            return false;
        else if (message.TrimStart("\r\n"u8).IsEmpty)
            message = AnswerKeepalive(connection);

        return true;
    }

    // RFC 5626 §3.5.1, in a frame of its own.
    private ReadOnlySpan<byte> AnswerKeepalive(IConnection connection)
    {
        Send(connection, WebSocketOpcode.Text, "\r\n"u8);
        return default;
    }

    private void Join(ReadOnlySpan<byte> body)
    {
        if (_joinedBytes + body.Length > _joined.Length)
            Array.Resize(ref _joined, Math.Min(_maxMessageBytes, Math.Max(_joined.Length * 2, _joinedBytes + body.Length)));

        body.CopyTo(_joined.AsSpan(_joinedBytes));
        _joinedBytes += body.Length;
    }

    private bool Send(IConnection connection, WebSocketOpcode opcode, ReadOnlySpan<byte> data)
    {
        var frame = new ByteWriter(data.Length + WebSocketFrame.MaxOwnHeadBytes);
        Write(opcode, data, frame);
        return connection.TryWrite(frame.Written);
    }

    private void Write(WebSocketOpcode opcode, ReadOnlySpan<byte> data, ByteWriter output)
    {
        Span<byte> head = stackalloc byte[WebSocketFrame.MaxOwnHeadBytes];
        output.Write(head[..WebSocketFrame.WriteHead(opcode, data.Length, head)]);
        output.Write(data);
        _state.SentFrames.Increment();
    }
}
