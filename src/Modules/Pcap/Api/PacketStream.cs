using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Pcap.Api;

/// <summary>Puts messages into frames, each transport as it is on the wire. One per file: what a file shows is whole in itself.</summary>
internal sealed class PacketStream(IPacketFormat format)
{
    // Connections that are remembered; beyond, all are forgotten and begin anew with a handshake.
    private const int MaxFlows = 65_536;
    private const uint NumbersBetweenFlows = 0x0100_0193;

    private readonly Dictionary<(HostEndPoint Low, HostEndPoint High), StreamFlow> _flows = [];
    private readonly ByteWriter _frame = new(4096);
    private readonly ByteWriter _payload = new(4096);
    private uint _nextNumber = 1;

    /// <summary>Writes what a file begins with.</summary>
    public void Begin(ByteWriter writer) => format.WriteFileHeader(writer);

    /// <summary>Writes a message.</summary>
    /// <returns>False when the addresses are not known or of two families, or it is longer than a datagram can be.</returns>
    public bool TryWrite(ByteWriter writer, in PacketMessage message)
    {
        if (!message.HasAddresses)
            return false;

        if (message.Protocol.IsStream() && message.Protocol != TransportProtocol.Sctp)
        {
            WriteStream(writer, message);
            return true;
        }

        // SCTP is known by name only: no connection of it was ever seen here.
        if (message.Bytes.Length > FrameWriter.MaxDatagram)
            return false;

        _frame.Clear();
        FrameWriter.WriteUdp(_frame, message.Source, message.Destination, message.Bytes);
        format.WriteFrame(writer, message.UtcTicks, message.IsOutgoing, message.Comment, _frame.Written);
        return true;
    }

    private void WriteStream(ByteWriter writer, in PacketMessage message)
    {
        var isWebSocket = message.Protocol is TransportProtocol.Ws or TransportProtocol.Wss;
        var flow = FlowOf(writer, message, isWebSocket);
        var fromClient = flow.IsClient(message.Source);
        var data = message.Bytes;
        if (isWebSocket)
        {
            _payload.Clear();
            WebSocketText.WriteFrame(_payload, fromClient, data);
            data = _payload.Written;
        }

        var comment = message.Comment;
        do
        {
            var piece = data[..Math.Min(data.Length, FrameWriter.MaxSegment)];
            _frame.Clear();
            flow.WriteData(_frame, fromClient, piece);
            format.WriteFrame(writer, message.UtcTicks, message.IsOutgoing, comment, _frame.Written);
            data = data[piece.Length..];
            comment = default;
        }
        while (!data.IsEmpty);
    }

    private StreamFlow FlowOf(ByteWriter writer, in PacketMessage message, bool isWebSocket)
    {
        var isLow = Compare(message.Source, message.Destination) <= 0;
        var key = isLow ? (message.Source, message.Destination) : (message.Destination, message.Source);
        if (_flows.TryGetValue(key, out var known) && known.ConnectionId == message.ConnectionId)
            return known;

        if (_flows.Count >= MaxFlows)
            _flows.Clear();

        var (client, server) = message.IsFromClient ? (message.Source, message.Destination) : (message.Destination, message.Source);
        var flow = new StreamFlow(client, server, message.ConnectionId, _nextNumber);
        _nextNumber += NumbersBetweenFlows;
        _flows[key] = flow;
        Open(writer, message, flow, isWebSocket ? server : default);
        return flow;
    }

    private void Open(ByteWriter writer, in PacketMessage message, StreamFlow flow, in HostEndPoint webSocketServer)
    {
        var isClientOurs = message.IsFromClient == message.IsOutgoing;
        for (var step = 0; step < 3; step++)
        {
            _frame.Clear();
            flow.WriteHandshake(_frame, step);
            format.WriteFrame(writer, message.UtcTicks, isClientOurs == (step != 1), step == 0 ? HandshakeComment : default, _frame.Written);
        }

        if (!webSocketServer.IsSet)
            return;

        _payload.Clear();
        WebSocketText.WriteUpgrade(_payload, webSocketServer);
        _frame.Clear();
        flow.WriteData(_frame, fromClient: true, _payload.Written);
        format.WriteFrame(writer, message.UtcTicks, isClientOurs, HandshakeComment, _frame.Written);
        _frame.Clear();
        flow.WriteData(_frame, fromClient: false, WebSocketText.Accepted);
        format.WriteFrame(writer, message.UtcTicks, !isClientOurs, HandshakeComment, _frame.Written);
    }

    // Who reads the file must not take for recorded what was added.
    private static ReadOnlySpan<byte> HandshakeComment => "made up, so that the connection can be read: only the messages were recorded"u8;

    private static int Compare(in HostEndPoint left, in HostEndPoint right)
    {
        Span<byte> a = stackalloc byte[16];
        Span<byte> b = stackalloc byte[16];
        var order = a[..left.WriteAddress(a)].SequenceCompareTo(b[..right.WriteAddress(b)]);
        return order != 0 ? order : left.Port.CompareTo(right.Port);
    }
}
