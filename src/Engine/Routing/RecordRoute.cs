using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Routing;

/// <summary>
/// The Record-Route of a request. It is written when the request is sent, because only then the outgoing socket is known:
/// two headers when it is another one than the receiving one (RFC 5658 §6).
/// </summary>
public sealed class RecordRoute
{
    /// <summary>True after record_route.</summary>
    public bool IsWanted { get; set; }

    /// <summary>Write two headers when the sockets differ.</summary>
    public bool AllowsTwo { get; set; }

    /// <summary>Write <c>lr=on</c> instead of <c>lr</c>.</summary>
    public bool FullLr { get; set; }

    /// <summary>URI parameters after <c>lr</c>, each with its semicolon.</summary>
    public ReusableText Parameters { get; } = new();

    /// <summary>Adds the header lines.</summary>
    /// <param name="edits">Gets the lines.</param>
    /// <param name="inbound">Receiving socket and the transport of the request, which differs on WebSocket.</param>
    /// <param name="outbound">Sending socket and transport.</param>
    /// <param name="line">Scratch.</param>
    public void AddTo(MessageEdits edits, (ListenSocket Socket, TransportProtocol Protocol) inbound, (ListenSocket Socket, TransportProtocol Protocol) outbound, ByteWriter line)
    {
        var two = AllowsTwo && (!ReferenceEquals(inbound.Socket, outbound.Socket) || inbound.Protocol != outbound.Protocol);
        if (two)
            Add(edits, inbound, two, line);

        Add(edits, outbound, two, line);
    }

    /// <summary>Takes over another one.</summary>
    public void CopyFrom(RecordRoute other)
    {
        IsWanted = other.IsWanted;
        AllowsTwo = other.AllowsTwo;
        FullLr = other.FullLr;
        Parameters.Set(other.Parameters);
    }

    /// <summary>Forgets everything; keeps the memory.</summary>
    public void Clear()
    {
        IsWanted = AllowsTwo = FullLr = false;
        Parameters.Clear();
    }

    private void Add(MessageEdits edits, (ListenSocket Socket, TransportProtocol Protocol) way, bool two, ByteWriter line)
    {
        var (socket, protocol) = way;
        line.Clear();
        line.Write("Record-Route: <sip:"u8);
        line.Write(socket.ViaHost);
        line.Write((byte)':');
        line.Write((long)socket.ViaPort);
        if (protocol != TransportProtocol.Udp)
        {
            line.Write(";transport="u8);
            line.Write(protocol.UriName());
        }

        if (two)
            line.Write(";r2=on"u8);

        line.Write(FullLr ? ";lr=on"u8 : ";lr"u8);
        line.Write(Parameters.Span);
        line.Write(">\r\n"u8);
        edits.AddRecordRoute(line.Written);
    }
}
