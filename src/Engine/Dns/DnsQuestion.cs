using System.Buffers.Binary;
using System.Text;

namespace Signalbox.Engine.Dns;

/// <summary>Writes questions (RFC 1035 §4.1) that offer room for large replies (EDNS, RFC 6891).</summary>
internal static class DnsQuestion
{
    /// <summary>The largest reply that is taken over UDP, in bytes.</summary>
    public const int OfferedBytes = 4096;

    private const int MaxNameBytes = 253;
    private const int MaxLabelBytes = 63;

    /// <summary>True for a name that can be asked for: labels of 1 to 63 and 253 bytes in all, of letters, digits, <c>-</c> and <c>_</c>.</summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaxNameBytes)
            return false;

        var label = 0;
        foreach (var one in name)
        {
            if (one == '.' && label == 0)
                return false;

            label = one == '.' ? 0 : label + 1;
            if (label > MaxLabelBytes || !(char.IsAsciiLetterOrDigit(one) || one is '.' or '-' or '_'))
                return false;
        }

        return label > 0;
    }

    /// <summary>The question; <see cref="IsName"/> must hold for the name.</summary>
    public static byte[] Write(string name, DnsRecordType type, ushort id)
    {
        var bytes = new byte[12 + name.Length + 2 + 4 + 11];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, id);
        // Recursion is desired; one question, one additional record.
        bytes[2] = 1;
        bytes[5] = 1;
        bytes[11] = 1;
        var at = 12;
        foreach (var label in name.Split('.'))
        {
            bytes[at] = (byte)label.Length;
            at += 1 + Encoding.Latin1.GetBytes(label, bytes.AsSpan(at + 1));
        }

        at++;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)type);
        bytes[at + 3] = 1;
        bytes[at + 6] = 41;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at + 7), OfferedBytes);
        return bytes;
    }
}
