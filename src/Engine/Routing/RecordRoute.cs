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

    /// <summary>True when the script wrote the headers itself, with addresses of its own.</summary>
    public bool IsPreset { get; set; }

    /// <summary>Write two headers when the sockets differ.</summary>
    public bool AllowsTwo { get; set; }

    /// <summary>Write <c>lr=on</c> instead of <c>lr</c>.</summary>
    public bool FullLr { get; set; }

    /// <summary>Write a sips URI: the request is for one (RFC 3261 §16.6 step 4).</summary>
    public bool IsSecure { get; set; }

    /// <summary>User of the URI; empty = none.</summary>
    public ReusableText User { get; } = new();

    /// <summary>Address that is written in place of the sockets'; empty = theirs.</summary>
    public ReusableText Address { get; } = new();

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
        IsPreset = other.IsPreset;
        IsSecure = other.IsSecure;
        Parameters.Set(other.Parameters);
        User.Set(other.User);
        Address.Set(other.Address);
    }

    /// <summary>Forgets everything; keeps the memory.</summary>
    public void Clear()
    {
        IsWanted = AllowsTwo = FullLr = IsPreset = IsSecure = false;
        Parameters.Clear();
        User.Clear();
        Address.Clear();
    }

    private void Add(MessageEdits edits, (ListenSocket Socket, TransportProtocol Protocol) way, bool two, ByteWriter line)
    {
        line.Clear();
        WriteStart(line);
        if (Address.Length > 0)
            WriteAdvertised(way.Protocol, two, line);
        else
            WriteOwn(way.Socket, way.Protocol, two, line);

        line.Write(">\r\n"u8);
        edits.AddRecordRoute(line.Written);
    }

    /// <summary>Writes what comes before the address: the name of the header, scheme and user.</summary>
    public void WriteStart(ByteWriter line)
    {
        line.Write(IsSecure ? "Record-Route: <sips:"u8 : "Record-Route: <sip:"u8);
        if (User.Length == 0)
            return;

        line.Write(User.Span);
        line.Write((byte)'@');
    }

    /// <summary>Writes what comes behind an address that the script gave: the parameters, then <c>lr</c>.</summary>
    public void WriteEnd(ByteWriter line)
    {
        line.Write(Parameters.Span);
        line.Write(FullLr ? ";lr=on"u8 : ";lr"u8);
    }

    private void WriteOwn(ListenSocket socket, TransportProtocol protocol, bool two, ByteWriter line)
    {
        line.Write(socket.ViaHost);
        line.Write((byte)':');
        line.Write((long)socket.ViaPort);
        if (protocol != TransportProtocol.Udp)
            WriteTransport(protocol, line);

        if (two)
            line.Write(";r2=on"u8);

        line.Write(FullLr ? ";lr=on"u8 : ";lr"u8);
        line.Write(Parameters.Span);
    }

    // One address for both sides: only the transport tells them apart.
    private void WriteAdvertised(TransportProtocol protocol, bool two, ByteWriter line)
    {
        line.Write(Address.Span);
        if (two || protocol != TransportProtocol.Udp)
            WriteTransport(protocol, line);

        if (two)
            line.Write(";r2=on"u8);

        WriteEnd(line);
    }

    private static void WriteTransport(TransportProtocol protocol, ByteWriter line)
    {
        line.Write(";transport="u8);
        line.Write(protocol.UriName());
    }
}
