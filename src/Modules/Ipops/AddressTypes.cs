namespace Signalbox.Modules.Ipops;

/// <summary>What an address is for: names of detailed_ip_type(), by the registries of RFC 6890 and RFC 5735. The first network that has the address names it.</summary>
internal static class AddressTypes
{
    private static readonly (IpNetwork Network, string Name)[] V4 =
    [
        (IpNetwork.Of("10.0.0.0/8"), "PRIVATE"), (IpNetwork.Of("172.16.0.0/12"), "PRIVATE"), (IpNetwork.Of("192.168.0.0/16"), "PRIVATE"),
        (IpNetwork.Of("0.0.0.0/8"), "PRIVATE"), (IpNetwork.Of("100.64.0.0/10"), "SHARED"), (IpNetwork.Of("127.0.0.0/8"), "LOOPBACK"),
        (IpNetwork.Of("169.254.0.0/16"), "LINK-LOCAL"), (IpNetwork.Of("192.0.0.0/24"), "RESERVED"), (IpNetwork.Of("192.0.2.0/24"), "TEST-NET"),
        (IpNetwork.Of("198.51.100.0/24"), "TEST-NET"), (IpNetwork.Of("203.0.113.0/24"), "TEST-NET"), (IpNetwork.Of("198.18.0.0/15"), "RESERVED"),
        (IpNetwork.Of("192.88.99.0/24"), "6TO4-RELAY"), (IpNetwork.Of("224.0.0.0/4"), "MULTICAST"), (IpNetwork.Of("255.255.255.255/32"), "BROADCAST"),
        (IpNetwork.Of("240.0.0.0/4"), "RESERVED"), (IpNetwork.Of("0.0.0.0/0"), "PUBLIC"),
    ];

    private static readonly (IpNetwork Network, string Name)[] V6 =
    [
        (IpNetwork.Of("::/128"), "UNSPECIFIED"), (IpNetwork.Of("::1/128"), "LOOPBACK"), (IpNetwork.Of("::ffff:0:0/96"), "IPV4MAP"),
        (IpNetwork.Of("100::/64"), "DISCARD"), (IpNetwork.Of("2001::/32"), "TEREDO"), (IpNetwork.Of("2001:2::/48"), "BMWG"),
        (IpNetwork.Of("2001:db8::/32"), "DOCUMENTATION"), (IpNetwork.Of("2001:10::/28"), "ORCHID"), (IpNetwork.Of("2002::/16"), "6TO4"),
        (IpNetwork.Of("2000::/3"), "GLOBAL-UNICAST"), (IpNetwork.Of("fc00::/7"), "UNIQUE-LOCAL-UNICAST"), (IpNetwork.Of("fe80::/10"), "LINK-LOCAL-UNICAST"),
        (IpNetwork.Of("ff00::/8"), "MULTICAST"), (IpNetwork.Of("::/0"), "RESERVED"),
    ];

    /// <summary>The name of an address's kind.</summary>
    public static string NameOf(in IpAddress address)
    {
        foreach (var (network, name) in address.Kind == IpAddressKind.V4 ? V4 : V6)
        {
            if (network.Contains(address))
                return name;
        }

        return "RESERVED";
    }

    /// <summary>True for the networks of RFC 1918.</summary>
    public static bool IsRfc1918(in IpAddress address)
    {
        for (var i = 0; i < 3; i++)
        {
            if (address.Kind == IpAddressKind.V4 && V4[i].Network.Contains(address))
                return true;
        }

        return false;
    }
}
