using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Nathelper;

/// <summary>Addresses that nobody outside can reach: RFC 1918, RFC 6598 (carrier NAT) and RFC 6890's 192.0.0.0/24.</summary>
internal static class PrivateAddress
{
    private const int CarrierMask = 0xc0;
    private const int CarrierBits = 64;

    /// <summary>True for a private IPv4 address; a name and IPv6 are never private.</summary>
    public static bool Is(ReadOnlySpan<byte> text) => HostEndPoint.TryParseAddress(text, 0, out var address) && Is(address);

    /// <summary>True for a private IPv4 address.</summary>
    public static bool Is(in HostEndPoint address)
    {
        if (address.IsV6)
            return false;

        Span<byte> bytes = stackalloc byte[16];
        address.WriteAddress(bytes);
        return bytes[0] switch
        {
            10 => true,
            100 => (bytes[1] & CarrierMask) == CarrierBits,
            172 => bytes[1] is >= 16 and <= 31,
            192 => bytes[1] == 168 || (bytes[1] == 0 && bytes[2] == 0),
            _ => false,
        };
    }
}
