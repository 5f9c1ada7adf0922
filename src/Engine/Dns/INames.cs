using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Dns;

/// <summary>
/// The one way to ask for names: <c>/etc/hosts</c>, the cache, then the name servers of <c>/etc/resolv.conf</c>. The
/// calls without Async are for workers: they wait a few seconds at most, only some workers wait at a time (the others
/// get "not known" at once), and what comes later is in the cache for the next try. See docs/decisions/0040.
/// </summary>
public interface INames
{
    /// <summary>Records of one type; null when nobody answered in time or the name cannot be asked for.</summary>
    /// <param name="name">A name without the dot at its end; case does not matter.</param>
    /// <param name="type">Type of records.</param>
    DnsEntry? Lookup(string name, DnsRecordType type);

    /// <summary>As <see cref="Lookup"/>, without a limit of those who wait.</summary>
    ValueTask<DnsEntry?> LookupAsync(string name, DnsRecordType type);

    /// <summary>IPv4 addresses of a host, then IPv6 ones; ports are 0. Empty when there are none or nobody answered.</summary>
    IReadOnlyList<HostEndPoint> Addresses(string host);

    /// <summary>As <see cref="Addresses"/>, without a limit of those who wait.</summary>
    ValueTask<IReadOnlyList<HostEndPoint>> AddressesAsync(string host);

    /// <summary>True when a host has an address, as <see cref="Addresses"/> would say; what is known costs no memory.</summary>
    /// <param name="host">A name in lower case.</param>
    /// <param name="address">The address; its port does not matter.</param>
    bool HasAddress(string host, in HostEndPoint address);

    /// <summary>Names of an address: those of <c>/etc/hosts</c>, else those of its PTR records.</summary>
    /// <param name="address">The address; its port does not matter.</param>
    IReadOnlyList<string> NamesOf(in HostEndPoint address);

    /// <summary>As <see cref="NamesOf"/>, without a limit of those who wait.</summary>
    ValueTask<IReadOnlyList<string>> NamesOfAsync(HostEndPoint address);
}
