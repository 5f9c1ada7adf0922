using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Pcap.Api;

/// <summary>One connection as a capture file shows it: its two ends and how far each has sent.</summary>
internal sealed class StreamFlow
{
    private readonly HostEndPoint _client;
    private readonly HostEndPoint _server;
    private uint _clientNext;
    private uint _serverNext;

    /// <summary>Starts a connection.</summary>
    /// <param name="client">Who opens it.</param>
    /// <param name="server">Who accepts it.</param>
    /// <param name="connectionId">Its number; 0 when not known.</param>
    /// <param name="firstNumber">Sequence number to begin with.</param>
    public StreamFlow(in HostEndPoint client, in HostEndPoint server, long connectionId, uint firstNumber)
    {
        _client = client;
        _server = server;
        ConnectionId = connectionId;
        _clientNext = firstNumber;
        _serverNext = firstNumber + 0x4000_0000;
    }

    /// <summary>Its number; 0 when not known.</summary>
    public long ConnectionId { get; }

    /// <summary>True when this end opened the connection.</summary>
    public bool IsClient(in HostEndPoint end) => end == _client;

    /// <summary>Writes one step of the handshake of three.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="step">0 to 2.</param>
    public void WriteHandshake(ByteWriter writer, int step)
    {
        var flags = step switch { 0 => TcpSegment.Syn, 1 => (byte)(TcpSegment.Syn | TcpSegment.Ack), _ => TcpSegment.Ack };
        Write(writer, fromClient: step != 1, flags, []);
        if (step == 0)
            _clientNext++;
        else if (step == 1)
            _serverNext++;
    }

    /// <summary>Writes one segment of data.</summary>
    public void WriteData(ByteWriter writer, bool fromClient, ReadOnlySpan<byte> data)
    {
        Write(writer, fromClient, TcpSegment.Push | TcpSegment.Ack, data);
        if (fromClient)
            _clientNext += (uint)data.Length;
        else
            _serverNext += (uint)data.Length;
    }

    private void Write(ByteWriter writer, bool fromClient, byte flags, ReadOnlySpan<byte> data)
    {
        var expected = fromClient ? _serverNext : _clientNext;
        var segment = new TcpSegment(fromClient ? _clientNext : _serverNext, flags == TcpSegment.Syn ? 0 : expected, flags);
        if (fromClient)
            FrameWriter.WriteTcp(writer, _client, _server, segment, data);
        else
            FrameWriter.WriteTcp(writer, _server, _client, segment, data);
    }
}
