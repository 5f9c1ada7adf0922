using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipTrace;

/// <summary>An address, or the network that its first bits name.</summary>
internal sealed class AddressRange
{
    private readonly string _text;
    private readonly byte[] _address;
    private readonly int _bits;

    private AddressRange(string text, byte[] address, int bits)
    {
        _text = text;
        _address = address;
        _bits = bits;
    }

    /// <summary>Reads <c>192.0.2.1</c>, <c>192.0.2.0/24</c>, <c>2001:db8::/32</c>; null when it is none.</summary>
    public static AddressRange? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!HostEndPoint.TryParseAddress(Latin1.ToBytes(slash < 0 ? text : text[..slash]), 0, out var endPoint))
            return null;

        var address = new byte[endPoint.AddressBytes];
        endPoint.WriteAddress(address);
        var bits = (long)address.Length * 8;
        if (slash >= 0 && (!IntegerText.TryParse(text.AsSpan(slash + 1), out bits) || bits < 0 || bits > address.Length * 8))
            return null;

        return new AddressRange(text, address, (int)bits);
    }

    /// <summary>True when the address lies in it.</summary>
    public bool Contains(in HostEndPoint endPoint)
    {
        if (!endPoint.IsSet || endPoint.AddressBytes != _address.Length)
            return false;

        Span<byte> other = stackalloc byte[16];
        endPoint.WriteAddress(other);
        var whole = _bits / 8;
        if (!other[..whole].SequenceEqual(_address.AsSpan(0, whole)))
            return false;

        var rest = _bits % 8;
        return rest == 0 || (other[whole] ^ _address[whole]) >> (8 - rest) == 0;
    }

    /// <inheritdoc />
    public override string ToString() => _text;
}
