using System.Globalization;
using System.Text;

namespace Signalbox.Modules.Ipops;

/// <summary>A network in CIDR notation; an address alone is a network of one.</summary>
/// <param name="Address">An address in it.</param>
/// <param name="Bits">Length of the prefix.</param>
internal readonly record struct IpNetwork(IpAddress Address, int Bits)
{
    /// <summary>True when the address lies in it.</summary>
    public bool Contains(in IpAddress address)
    {
        if (address.Width != Address.Width)
            return false;

        var shift = Address.Width - Bits;
        return shift == 128 || address.Bits >> shift == Address.Bits >> shift;
    }

    /// <summary>Reads <c>address/bits</c> or <c>address</c>, no brackets.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out IpNetwork network)
    {
        network = default;
        var slash = text.IndexOf((byte)'/');
        var address = IpAddress.Read(slash < 0 ? text : text[..slash]);
        if (!address.IsPure)
            return false;

        var bits = address.Width;
        if (slash >= 0 && (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > address.Width))
            return false;

        network = new IpNetwork(address, bits);
        return true;
    }

    /// <summary>A network written in this source.</summary>
    public static IpNetwork Of(string text) =>
        TryParse(Encoding.ASCII.GetBytes(text), out var network) ? network : throw new FormatException(text);
}
