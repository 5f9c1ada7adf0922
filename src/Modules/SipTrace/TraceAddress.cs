using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipTrace;

/// <summary>One end of a traced message: transport, address and port, or text that stands for them.</summary>
internal readonly ref struct TraceAddress
{
    /// <summary>A known address.</summary>
    public TraceAddress(TransportProtocol protocol, HostEndPoint endPoint)
    {
        Protocol = protocol;
        EndPoint = endPoint;
    }

    /// <summary>Text such as <c>udp:192.0.2.1:5060</c>, written as it is; what it means is read when it can be.</summary>
    public TraceAddress(ReadOnlySpan<byte> text)
    {
        Text = text;
        if (!TryRead(text, out var protocol, out var endPoint))
            return;

        Protocol = protocol;
        EndPoint = endPoint;
    }

    /// <summary>Transport.</summary>
    public TransportProtocol Protocol { get; }

    /// <summary>Address and port; not set when the text does not say.</summary>
    public HostEndPoint EndPoint { get; }

    /// <summary>Literal text; empty when the address is written out.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>True to write IPv6 without brackets.</summary>
    public bool IsBare { get; init; }

    /// <summary>Writes <c>proto:host:port</c>, or the literal text.</summary>
    public void WriteTo(ByteWriter writer)
    {
        if (!Text.IsEmpty)
        {
            writer.Write(Text);
            return;
        }

        if (!EndPoint.IsSet)
        {
            writer.Write("any:255.255.255.255:5060"u8);
            return;
        }

        WriteName(writer);
        writer.Write((byte)':');
        EndPoint.WriteHost(writer, brackets: !IsBare);
        writer.Write((byte)':');
        writer.Write((long)EndPoint.Port);
    }

    private void WriteName(ByteWriter writer) =>
        writer.Write(Protocol == TransportProtocol.None ? "udp" : Protocol.Name());

    /// <summary>Reads <c>proto:host:port</c>; IPv6 with or without brackets; <c>any</c> counts as UDP.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out TransportProtocol protocol, out HostEndPoint endPoint)
    {
        protocol = TransportProtocol.None;
        endPoint = default;
        var first = text.IndexOf((byte)':');
        var last = text.LastIndexOf((byte)':');
        if (first <= 0 || last <= first + 1)
            return false;

        if (text[..first].SequenceEqual("any"u8))
            protocol = TransportProtocol.Udp;
        else if (!TransportProtocols.TryParse(text[..first], out protocol))
            return false;

        return IntegerText.TryParse(text[(last + 1)..], out var port) && port is >= 0 and <= ushort.MaxValue
            && HostEndPoint.TryParseAddress(text[(first + 1)..last], (int)port, out endPoint);
    }
}
