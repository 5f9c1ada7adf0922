using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Transport;

/// <summary>
/// The PROXY protocol header of a load balancer, version 1 (text) and 2 (binary): who is at the other end of the connection
/// (haproxy's doc/proxy-protocol.txt).
/// </summary>
/// <param name="Remote">The peer; not set when the header does not say (UNKNOWN, LOCAL).</param>
/// <param name="Local">Where the peer connected to.</param>
internal readonly record struct ProxyHeader(HostEndPoint Remote, HostEndPoint Local)
{
    /// <summary>The longest header of version 1, its line end included.</summary>
    public const int MaxTextBytes = 107;

    private const int BinaryHeadBytes = 16;
    // Addresses of unix sockets take 216 bytes; what follows are notes that nobody reads here.
    private const int MaxBinaryBytes = BinaryHeadBytes + 2048;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>Reads the header and not a byte more; null when it is not one.</summary>
    public static async ValueTask<ProxyHeader?> ReadAsync(Socket socket, CancellationToken limit)
    {
        var bytes = new byte[MaxBinaryBytes];
        var count = 0;
        for (var wanted = 8; wanted > count; wanted = Wanted(bytes.AsSpan(0, count)))
        {
            if (wanted > bytes.Length)
                return null;

            var got = await socket.ReceiveAsync(bytes.AsMemory(count, wanted - count), limit).ConfigureAwait(false);
            if (got == 0)
                return null;

            count += got;
        }

        return TryParse(bytes.AsSpan(0, count), out var header) ? header : null;
    }

    /// <summary>Reads a whole header.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out ProxyHeader header)
    {
        header = default;
        return bytes.StartsWith(Signature) ? TryParseBinary(bytes, out header) : TryParseText(bytes, out header);
    }

    // How many bytes to have before looking again: never more than the header can have, so that no byte of what follows is taken.
    private static int Wanted(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] != Signature[0])
        {
            var isOver = bytes[^1] == (byte)'\n' || bytes.Length >= MaxTextBytes || !bytes.StartsWith("PROXY "u8[..Math.Min(6, bytes.Length)]);
            return isOver ? bytes.Length : bytes.Length + 1;
        }

        if (bytes.Length < BinaryHeadBytes)
            return BinaryHeadBytes;

        return bytes.StartsWith(Signature) ? BinaryHeadBytes + BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]) : bytes.Length;
    }

    private static bool TryParseBinary(ReadOnlySpan<byte> bytes, out ProxyHeader header)
    {
        header = default;
        if (bytes.Length < BinaryHeadBytes || (bytes[12] >> 4) != 2 || bytes.Length < BinaryHeadBytes + BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]))
            return false;

        // LOCAL: the load balancer itself, e.g. to see whether we live.
        if ((bytes[12] & 15) == 0)
            return true;

        var addresses = bytes[BinaryHeadBytes..];
        var size = (bytes[13] >> 4) switch { 1 => 4, 2 => 16, _ => 0 };
        if ((bytes[12] & 15) != 1 || (size > 0 && addresses.Length < 2 * size + 4))
            return false;

        if (size == 0)
            return true;

        header = new ProxyHeader(
            new HostEndPoint(addresses[..size], BinaryPrimitives.ReadUInt16BigEndian(addresses[(2 * size)..])),
            new HostEndPoint(addresses.Slice(size, size), BinaryPrimitives.ReadUInt16BigEndian(addresses[(2 * size + 2)..])));
        return true;
    }

    private static bool TryParseText(ReadOnlySpan<byte> bytes, out ProxyHeader header)
    {
        header = default;
        if (!bytes.StartsWith("PROXY "u8) || !bytes.EndsWith("\r\n"u8))
            return false;

        var words = Encoding.Latin1.GetString(bytes[..^2]).Split(' ');
        if (words[1] == "UNKNOWN")
            return true;

        if (words.Length != 6 || words[1] is not ("TCP4" or "TCP6"))
            return false;

        var isV6 = words[1] == "TCP6";
        if (!TryRead(words[2], words[4], isV6, out var remote) || !TryRead(words[3], words[5], isV6, out var local))
            return false;

        header = new ProxyHeader(remote, local);
        return true;
    }

    private static bool TryRead(string address, string port, bool isV6, out HostEndPoint endPoint)
    {
        endPoint = default;
        return ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && HostEndPoint.TryParseAddress(Latin1.ToBytes(address), number, out endPoint)
            && endPoint.IsV6 == isV6;
    }
}
