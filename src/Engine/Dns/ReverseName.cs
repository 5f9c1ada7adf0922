using System.Globalization;
using System.Text;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Dns;

/// <summary>The name under which the names of an address are found (RFC 1035 §3.5, RFC 3596 §2.5).</summary>
internal static class ReverseName
{
    /// <summary>E.g. <c>1.2.0.192.in-addr.arpa</c>.</summary>
    public static string Of(in HostEndPoint address)
    {
        Span<byte> bytes = stackalloc byte[16];
        var count = address.WriteAddress(bytes);
        var name = new StringBuilder();
        for (var i = count - 1; i >= 0; i--)
        {
            if (address.IsV6)
                name.Append(CultureInfo.InvariantCulture, $"{bytes[i] & 15:x}.{bytes[i] >> 4:x}.");
            else
                name.Append(CultureInfo.InvariantCulture, $"{bytes[i]}.");
        }

        return name.Append(address.IsV6 ? "ip6.arpa" : "in-addr.arpa").ToString();
    }
}
