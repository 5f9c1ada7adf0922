using System.Buffers.Binary;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Hep.Api;

/// <summary>
/// Decodes HEP 1, 2 and 3. Every length is checked against the datagram, so any octets are safe to read; what the
/// known senders do wrong without harm (header length octet, trailing octets, missing time) is accepted.
/// </summary>
internal static class HepReader
{
    private const int FamilyV4 = 2;
    private const int FamilyV6 = 10;
    private const int FixedHeaderBytes = 8;

    // Four octets each of seconds and microseconds, two of capture id, two of padding: a C structure's layout.
    private const int TimeBytes = 12;

    /// <summary>The HEP version that the first octets tell; 0 for anything else. "EEP1" is an old name of version 3.</summary>
    public static int Version(ReadOnlySpan<byte> datagram)
    {
        if (datagram.StartsWith("HEP3"u8) || datagram.StartsWith("EEP1"u8))
            return 3;

        return datagram.Length > 0 && datagram[0] is 1 or 2 ? datagram[0] : 0;
    }

    /// <summary>Decodes a datagram or stream frame.</summary>
    /// <returns><see cref="HepError.None"/>, or what is wrong; the packet is meaningless then.</returns>
    public static HepError Read(ReadOnlySpan<byte> datagram, out HepPacket packet)
    {
        packet = default;
        if (datagram.StartsWith("HEP3"u8))
            return ReadVersion3(datagram, ref packet);

        return datagram.Length > 0 && datagram[0] is 1 or 2 ? ReadVersion1Or2(datagram, ref packet) : HepError.NotHep;
    }

    /// <summary>Cuts a HEP 3 datagram at its total length; false when that length is impossible.</summary>
    public static bool TryTrim(ReadOnlySpan<byte> datagram, out ReadOnlySpan<byte> packet)
    {
        packet = default;
        if (datagram.Length < HepChunkReader.ControlHeaderBytes || !datagram.StartsWith("HEP3"u8))
            return false;

        var total = BinaryPrimitives.ReadUInt16BigEndian(datagram[4..]);
        if (total < HepChunkReader.ControlHeaderBytes || total > datagram.Length)
            return false;

        packet = datagram[..total];
        return true;
    }

    private static HepError ReadVersion1Or2(ReadOnlySpan<byte> datagram, ref HepPacket packet)
    {
        if (datagram.Length < FixedHeaderBytes)
            return HepError.ShortHeader;

        var family = datagram[2];
        if (family is not (FamilyV4 or FamilyV6))
            return HepError.UnknownFamily;

        var addressBytes = family == FamilyV4 ? 4 : 16;
        var headerBytes = FixedHeaderBytes + (2 * addressBytes);
        var payloadStart = datagram[0] == 2 ? headerBytes + TimeBytes : headerBytes;
        if (datagram.Length < payloadStart)
            return HepError.ShortHeader;

        if (datagram.Length == payloadStart)
            return HepError.NoPayload;

        packet.Version = datagram[0];
        packet.HasOddHeaderLength = datagram[1] != headerBytes;
        packet.IpProtocol = datagram[3];
        packet.PayloadType = HepPayloadType.Sip;
        packet.Source = new HostEndPoint(datagram.Slice(8, addressBytes), BinaryPrimitives.ReadUInt16BigEndian(datagram[4..]));
        packet.Destination = new HostEndPoint(datagram.Slice(8 + addressBytes, addressBytes), BinaryPrimitives.ReadUInt16BigEndian(datagram[6..]));
        if (packet.Version == 2)
            ReadTime(datagram[headerBytes..], ref packet);

        packet.Payload = new TextRange(payloadStart, datagram.Length - payloadStart);
        return HepError.None;
    }

    private static void ReadTime(ReadOnlySpan<byte> time, ref HepPacket packet)
    {
        packet.Seconds = BinaryPrimitives.ReadUInt32LittleEndian(time);
        packet.Microseconds = BinaryPrimitives.ReadUInt32LittleEndian(time[4..]);
        packet.CaptureId = BinaryPrimitives.ReadUInt16LittleEndian(time[8..]);
    }

    private static HepError ReadVersion3(ReadOnlySpan<byte> datagram, ref HepPacket packet)
    {
        if (!TryTrim(datagram, out var trimmed))
            return HepError.BadTotalLength;

        var fields = default(HepFields);
        var chunks = new HepChunkReader(trimmed);
        while (chunks.TryNext(out var chunk))
        {
            // Chunk numbers of a vendor mean what that vendor says, never the generic thing.
            if (chunk.Vendor == 0)
                fields.Take(chunk.Type, chunk.Data, trimmed);
        }

        return chunks.Error != HepError.None ? chunks.Error : fields.Complete(ref packet);
    }
}
