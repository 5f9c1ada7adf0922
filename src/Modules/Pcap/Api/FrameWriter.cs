using System.Buffers.Binary;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Pcap.Api;

/// <summary>Writes Ethernet frames with IPv4 or IPv6 and UDP or TCP, checksums included.</summary>
internal static class FrameWriter
{
    /// <summary>Most payload that fits into a UDP datagram of either IP version.</summary>
    public const int MaxDatagram = ushort.MaxValue - 20 - UdpBytes;

    /// <summary>Most payload that is put into one TCP segment: what a network card that joins segments hands over.</summary>
    public const int MaxSegment = 32 * 1024;

    private const int EthernetBytes = 14;
    private const int UdpBytes = 8;
    private const int TcpBytes = 20;
    private const byte UdpNumber = 17;
    private const byte TcpNumber = 6;

    /// <summary>Writes one UDP datagram.</summary>
    public static void WriteUdp(ByteWriter writer, in HostEndPoint source, in HostEndPoint destination, ReadOnlySpan<byte> payload)
    {
        var length = UdpBytes + payload.Length;
        WriteIp(writer, source, destination, UdpNumber, length);
        Span<byte> header = stackalloc byte[UdpBytes];
        BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)destination.Port);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], (ushort)length);
        header[6..].Clear();

        // 0 says "not computed": RFC 768 sends the other zero of the complement then.
        var sum = Checksum(source, destination, UdpNumber, header, payload);
        BinaryPrimitives.WriteUInt16BigEndian(header[6..], sum == 0 ? ushort.MaxValue : sum);
        writer.Write(header);
        writer.Write(payload);
    }

    /// <summary>Writes one TCP segment.</summary>
    public static void WriteTcp(ByteWriter writer, in HostEndPoint source, in HostEndPoint destination, in TcpSegment segment, ReadOnlySpan<byte> payload)
    {
        WriteIp(writer, source, destination, TcpNumber, TcpBytes + payload.Length);
        Span<byte> header = stackalloc byte[TcpBytes];
        header.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)destination.Port);
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], segment.Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(header[8..], segment.Acknowledged);
        header[12] = TcpBytes / 4 << 4;
        header[13] = segment.Flags;
        BinaryPrimitives.WriteUInt16BigEndian(header[14..], ushort.MaxValue);
        BinaryPrimitives.WriteUInt16BigEndian(header[16..], Checksum(source, destination, TcpNumber, header, payload));
        writer.Write(header);
        writer.Write(payload);
    }

    private static void WriteIp(ByteWriter writer, in HostEndPoint source, in HostEndPoint destination, byte protocol, int payload)
    {
        Span<byte> header = stackalloc byte[EthernetBytes + 40];
        header.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(header[12..], source.IsV6 ? (ushort)0x86dd : (ushort)0x0800);
        var ip = header[EthernetBytes..];
        if (source.IsV6)
        {
            ip[0] = 0x60;
            BinaryPrimitives.WriteUInt16BigEndian(ip[4..], (ushort)payload);
            ip[6] = protocol;
            ip[7] = 64;
            source.WriteAddress(ip[8..]);
            destination.WriteAddress(ip[24..]);
            writer.Write(header);
            return;
        }

        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)(20 + payload));
        ip[6] = 0x40;
        ip[8] = 64;
        ip[9] = protocol;
        source.WriteAddress(ip[12..]);
        destination.WriteAddress(ip[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], InternetChecksum.Fold(InternetChecksum.Add(0, ip[..20])));
        writer.Write(header[..(EthernetBytes + 20)]);
    }

    private static ushort Checksum(in HostEndPoint source, in HostEndPoint destination, byte protocol, ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        Span<byte> addresses = stackalloc byte[32];
        var count = source.WriteAddress(addresses);
        count += destination.WriteAddress(addresses[count..]);
        var sum = InternetChecksum.Add((ulong)(protocol + header.Length + payload.Length), addresses[..count]);
        return InternetChecksum.Fold(InternetChecksum.Add(InternetChecksum.Add(sum, header), payload));
    }
}
