using Signalbox.Engine.Dns;
using Signalbox.Engine.Transport;

namespace Signalbox.Testing;

/// <summary>Knows no name and asks nobody.</summary>
public sealed class NoNames : INames
{
    public DnsEntry? Lookup(string name, DnsRecordType type) => null;

    public ValueTask<DnsEntry?> LookupAsync(string name, DnsRecordType type) => default;

    public IReadOnlyList<HostEndPoint> Addresses(string host) => [];

    public ValueTask<IReadOnlyList<HostEndPoint>> AddressesAsync(string host) => new([]);

    public bool HasAddress(string host, in HostEndPoint address) => false;

    public IReadOnlyList<string> NamesOf(in HostEndPoint address) => [];

    public ValueTask<IReadOnlyList<string>> NamesOfAsync(HostEndPoint address) => new([]);
}
