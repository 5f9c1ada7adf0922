using System.Globalization;
using System.Net;
using System.Numerics;
using Signalbox.Engine.Transport;

namespace Signalbox.Script.Compilation;

/// <summary>An address or a network: <c>10.0.0.1</c>, <c>10.0.0.0/8</c>, <c>10.0.0.0/255.0.0.0</c>, <c>2001:db8::/32</c>.</summary>
internal sealed class NetworkRange
{
    private readonly byte[] _address;
    private readonly int _bits;

    private NetworkRange(byte[] address, int bits)
    {
        _address = address;
        _bits = bits;
    }

    /// <summary>Reads one; false when bits or mask are out of range.</summary>
    public static bool TryParse(string text, out NetworkRange range)
    {
        range = null!;
        var slash = text.IndexOf('/');
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address))
            return false;

        var bytes = address.GetAddressBytes();
        var bits = bytes.Length * 8;
        if (slash >= 0 && !TryParseMask(text[(slash + 1)..], bytes.Length, out bits))
            return false;

        range = new NetworkRange(bytes, bits);
        return true;
    }

    /// <summary>True when the address lies inside.</summary>
    public bool Contains(in HostEndPoint address)
    {
        if (address.AddressBytes != _address.Length)
            return false;

        Span<byte> bytes = stackalloc byte[16];
        address.WriteAddress(bytes);
        for (var i = 0; i * 8 < _bits; i++)
        {
            var used = Math.Min(8, _bits - i * 8);
            if ((bytes[i] ^ _address[i]) >> (8 - used) != 0)
                return false;
        }

        return true;
    }

    private static bool TryParseMask(string text, int length, out int bits)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bits))
            return bits <= length * 8;

        if (!IPAddress.TryParse(text, out var mask) || mask.GetAddressBytes() is not { Length: 4 } bytes || length != 4)
            return false;

        var value = (uint)((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]);
        bits = BitOperations.LeadingZeroCount(~value);
        return bits == 32 || value << bits == 0;
    }
}
