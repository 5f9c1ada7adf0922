using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>
/// Shows a HEP packet as text with varying fields masked. Written apart from the product's decoder on purpose: the two
/// must not share a mistake.
/// </summary>
internal static class HepText
{
    /// <summary>Field by field.</summary>
    public static string Describe(byte[] packet) => packet.Length > 4 && packet[0] == 'H' ? DescribeV3(packet) : DescribeOld(packet);

    /// <summary>A HEP packet field by field, any other bytes as masked text.</summary>
    public static string DescribeAny(byte[] packet) =>
        packet[0] is 1 or 2 || packet.AsSpan().StartsWith("HEP3"u8) ? Describe(packet) : VaryingText.Mask(packet);

    private static string DescribeV3(byte[] packet)
    {
        var total = BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(4));
        var text = new StringBuilder($"HEP3 {(total == packet.Length ? "length ok" : $"length {total} of {packet.Length}")}\n");
        for (var at = 6; at + 6 <= packet.Length;)
        {
            var vendor = BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(at));
            var type = BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(at + 2));
            var length = BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(at + 4));
            var value = packet.AsSpan(at + 6, length - 6);
            text.Append(CultureInfo.InvariantCulture, $"{vendor}/{type:x4} {Value(type, value)}\n");
            at += length;
        }

        return text.ToString();
    }

    private static string Value(int type, ReadOnlySpan<byte> value) => type switch
    {
        0x09 or 0x0a => "time",
        0x0f => VaryingText.Mask(value.ToArray()),
        0x11 or 0x0e => Encoding.Latin1.GetString(value),
        _ => Convert.ToHexString(value),
    };

    private static string DescribeOld(byte[] packet)
    {
        var header = packet[2] == 2 ? 16 : 40;
        var text = new StringBuilder(Convert.ToHexString(packet, 0, header)).Append('\n');
        if (packet[0] == 2)
        {
            text.Append("time, id ").Append(Convert.ToHexString(packet, header + 8, 2)).Append('\n');
            header += 12;
        }

        return text.Append(VaryingText.Mask(packet[header..])).ToString();
    }
}
