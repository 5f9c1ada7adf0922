using System.Buffers.Binary;

namespace Signalbox.Engine.Transport.Linux;

/// <summary><c>sockaddr_in</c>, <c>sockaddr_in6</c> and the packet information of a wildcard socket.</summary>
internal static class KernelAddress
{
    /// <summary>Room for either.</summary>
    public const int Size = 28;

    private const int V4Size = 16;
    private const int HeaderSize = 16;

    /// <summary>Writes one; returns its length.</summary>
    public static int Write(Span<byte> to, in HostEndPoint endPoint)
    {
        to[..Size].Clear();
        to[0] = (byte)endPoint.Family;
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], (ushort)endPoint.Port);
        endPoint.WriteAddress(to[(endPoint.IsV6 ? 8 : 4)..]);
        return endPoint.IsV6 ? Size : V4Size;
    }

    /// <summary>Reads one.</summary>
    public static HostEndPoint Read(ReadOnlySpan<byte> from, bool isV6) =>
        new(isV6 ? from.Slice(8, 16) : from.Slice(4, 4), BinaryPrimitives.ReadUInt16BigEndian(from[2..]));

    /// <summary>The address that a datagram was sent to, from <c>IP_PKTINFO</c> or <c>IPV6_PKTINFO</c>; not set when it is not there.</summary>
    public static HostEndPoint ReadDestination(ReadOnlySpan<byte> control, bool isV6, int port)
    {
        // cmsghdr: length, level, type; in_pktinfo has the header's destination behind the interface and the local address.
        var data = control.Length > HeaderSize ? control[HeaderSize..] : default;
        if (isV6)
            return data.Length >= 20 ? new HostEndPoint(data[..16], port) : default;

        return data.Length >= 12 ? new HostEndPoint(data.Slice(8, 4), port) : default;
    }
}
