using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Signalbox.Engine.Transport;

/// <summary>
/// A and AAAA records of host names. The system's resolver tells no lifetimes, so answers live 60 s, failures too (the
/// peer's dns_cache negative TTL). A miss blocks the asking worker; a hit costs no allocation.
/// </summary>
internal sealed class NameCache(TimeProvider time, Func<string, IPAddress[]>? lookup = null)
{
    private const int MaxEntries = 4096;
    private const int MaxNameBytes = 253;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);
    private readonly Func<string, IPAddress[]> _lookup = lookup ?? Dns.GetHostAddresses;
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Addresses with port 0, IPv4 first; empty when there are none.</summary>
    public HostEndPoint[] Resolve(ReadOnlySpan<byte> host)
    {
        if (host.Length > MaxNameBytes || !IsName(host))
            return [];

        Span<char> name = stackalloc char[MaxNameBytes];
        for (var i = 0; i < host.Length; i++)
            name[i] = (char)host[i];

        name = name[..host.Length];
        var now = time.GetTimestamp();
        if (_entries.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var entry)
            && time.GetElapsedTime(entry.Since, now) < Lifetime)
        {
            return entry.Addresses;
        }

        return Ask(name.ToString(), now);
    }

    private static bool IsName(ReadOnlySpan<byte> host)
    {
        foreach (var b in host)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'.' or (byte)'-' or (byte)'_'))
                return false;
        }

        return true;
    }

    private HostEndPoint[] Ask(string name, long now)
    {
        HostEndPoint[] addresses;
        try
        {
            addresses = Convert(_lookup(name));
        }
        catch (SocketException)
        {
            addresses = [];
        }

        // A flood of names must not fill the memory; starting anew costs one look-up per name in use.
        if (_entries.Count >= MaxEntries)
            _entries.Clear();

        _entries[name] = new Entry(addresses, now);
        return addresses;
    }

    private static HostEndPoint[] Convert(IPAddress[] found)
    {
        var addresses = new List<HostEndPoint>();
        foreach (var family in (ReadOnlySpan<AddressFamily>)[AddressFamily.InterNetwork, AddressFamily.InterNetworkV6])
        {
            foreach (var address in found)
            {
                if (address.AddressFamily == family)
                    addresses.Add(new HostEndPoint(address.GetAddressBytes(), 0));
            }
        }

        return [.. addresses];
    }

    private sealed record Entry(HostEndPoint[] Addresses, long Since);
}
