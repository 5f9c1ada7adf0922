using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Signalbox.Engine.Transport;

/// <summary>The addresses of this machine's interfaces. Asked at start only.</summary>
internal static class LocalAddresses
{
    /// <summary>All addresses of one family on interfaces that are up; of one interface when it is named. Link-local IPv6 is left out.</summary>
    public static List<HostEndPoint> All(bool isV6, string? interfaceName = null)
    {
        var found = new List<HostEndPoint>();
        foreach (var card in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (card.OperationalStatus == OperationalStatus.Down || (interfaceName is not null && card.Name != interfaceName))
                continue;

            foreach (var address in card.GetIPProperties().UnicastAddresses)
            {
                var ip = address.Address;
                if (ip.AddressFamily == (isV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork) && !ip.IsIPv6LinkLocal)
                    found.Add(new HostEndPoint(ip.GetAddressBytes(), 0));
            }
        }

        return found;
    }

    /// <summary>The first address of a family that is not the loopback, else the loopback.</summary>
    public static HostEndPoint First(bool isV6)
    {
        foreach (var address in All(isV6))
        {
            if (!System.Net.IPAddress.IsLoopback(address.ToIPEndPoint().Address))
                return address;
        }

        var loopback = isV6 ? System.Net.IPAddress.IPv6Loopback : System.Net.IPAddress.Loopback;
        return new HostEndPoint(loopback.GetAddressBytes(), 0);
    }
}
