using System.Buffers.Binary;
using System.Globalization;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Hep.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>Turns chunk data into values of the script and back, for <c>hep_get()</c> and <c>hep_set()</c>.</summary>
internal static class HepChunkData
{
    private static readonly string[] PayloadNames = ["", "SIP", "XMPP", "SDP", "RTP", "RTCP", "MGCP", "MEGACO", "M2UA", "M3UA", "IAX", "H322", "H321"];

    /// <summary>The kind of data that a generic chunk holds.</summary>
    public static HepDataKind KindOf(int type) => type switch
    {
        HepChunkType.Family or HepChunkType.IpProtocol or HepChunkType.PayloadType => HepDataKind.Byte,
        HepChunkType.TcpFlags or HepChunkType.TypeOfService => HepDataKind.Byte,
        HepChunkType.SourcePort or HepChunkType.DestinationPort or HepChunkType.KeepAlive or HepChunkType.VlanId => HepDataKind.UInt16,
        HepChunkType.EtherType or HepChunkType.Mos or HepChunkType.RFactor or HepChunkType.TagType or HepChunkType.EventType => HepDataKind.UInt16,
        HepChunkType.Seconds or HepChunkType.Microseconds or HepChunkType.CaptureId or HepChunkType.Jitter => HepDataKind.UInt32,
        HepChunkType.SourceV4 or HepChunkType.DestinationV4 => HepDataKind.AddressV4,
        HepChunkType.SourceV6 or HepChunkType.DestinationV6 => HepDataKind.AddressV6,
        _ => HepDataKind.Text,
    };

    /// <summary>Writes a value; false when it does not fit the kind.</summary>
    public static bool TryWrite(ByteWriter target, HepDataKind kind, int type, in ScriptValue value)
    {
        var start = target.Length;
        if (kind is HepDataKind.Byte or HepDataKind.UInt16 or HepDataKind.UInt32)
            return TryNumber(type, value, out var number) && TryWriteNumber(target, kind, number);

        value.WriteTo(target);
        if (kind == HepDataKind.Text)
            return target.Length - start <= HepChunkWriter.MaxDataBytes;

        if (!HostEndPoint.TryParseAddress(target.Written[start..], 0, out var address) || address.IsV6 != (kind == HepDataKind.AddressV6))
            return false;

        target.Truncate(start);
        Span<byte> octets = stackalloc byte[16];
        target.Write(octets[..address.WriteAddress(octets)]);
        return true;
    }

    /// <summary>Reads data; undefined when its length does not fit the kind. What names there are come as names.</summary>
    public static ScriptValue Read(byte[] packet, in HepChunk chunk, HepDataKind kind, bool isNamed)
    {
        var data = packet.AsSpan(chunk.Data.Start, chunk.Data.Length);
        return (kind, data.Length) switch
        {
            (HepDataKind.Text, _) => ScriptValue.Of(packet, chunk.Data.Start, chunk.Data.Length),
            (HepDataKind.Byte, 1) => isNamed && NameOf(chunk.Type, data[0]) is { } name ? ScriptValue.Of(name) : ScriptValue.Of(data[0]),
            (HepDataKind.UInt16, 2) => ScriptValue.Of(BinaryPrimitives.ReadUInt16BigEndian(data)),
            (HepDataKind.UInt32, 4) => ReadUInt32(data, isNamed && chunk.Type == HepChunkType.Seconds),
            (HepDataKind.AddressV4, 4) or (HepDataKind.AddressV6, 16) => ScriptValue.Of(new HostEndPoint(data, 0).HostText()),
            _ => ScriptValue.Undefined,
        };
    }

    private static ScriptValue ReadUInt32(ReadOnlySpan<byte> data, bool isTime)
    {
        var number = BinaryPrimitives.ReadUInt32BigEndian(data);
        return isTime
            ? ScriptValue.Of(DateTime.UnixEpoch.AddSeconds(number).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))
            : ScriptValue.Of(number);
    }

    private static string? NameOf(int type, int number) => type switch
    {
        HepChunkType.Family => number == 10 ? "AF_INET6" : "AF_INET",
        HepChunkType.IpProtocol => number switch { 6 => "TCP", 17 => "UDP", 22 => "TLS", 132 => "SCTP", _ => null },
        HepChunkType.PayloadType => number > 0 && number < PayloadNames.Length ? PayloadNames[number] : null,
        _ => null,
    };

    private static bool TryNumber(int type, in ScriptValue value, out long number)
    {
        if (value.TryToInteger(out number))
            return true;

        var text = value.ToText();
        number = type switch
        {
            HepChunkType.IpProtocol => text switch { "UDP" => 17, "TCP" or "BIN" or "HEP" => 6, "TLS" or "WS" or "WSS" => 22, "SCTP" => 132, _ => -1 },
            HepChunkType.PayloadType when text.Length > 0 => Array.IndexOf(PayloadNames, text),
            _ => -1,
        };
        return number >= 0;
    }

    private static bool TryWriteNumber(ByteWriter target, HepDataKind kind, long number)
    {
        var bytes = kind switch { HepDataKind.Byte => 1, HepDataKind.UInt16 => 2, _ => 4 };
        if (number < 0 || number >= 1L << (8 * bytes))
            return false;

        for (var shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
            target.Write((byte)(number >> shift));

        return true;
    }
}
