using Signalbox.Engine.Catalog;
using Signalbox.Engine.Dns;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Ipops;

/// <summary>Questions to the DNS. Each holds its worker until the answer is there.</summary>
internal sealed partial class IpopsModule
{
    private const int NoName = -2;
    private const int NoAddress = -3;
    private const int Unresolved = -4;

    private static readonly object Hosts = new();
    private static readonly object Pointers = new();
    private static readonly object Services = new();
    private static readonly object Authorities = new();

    [Function("dns_sys_match_ip", Blocking = true, Routes = RouteKinds.Any, Summary = "True when a host name has that address; -3 no address, -4 unknown name.")]
    [Function("dns_int_match_ip", Blocking = true, Routes = RouteKinds.Any, Summary = "As dns_sys_match_ip: there is one resolver, and all addresses count.")]
    public ReturnCode MatchesHost(RoutingContext context, string host, ScriptValue ip)
    {
        var wanted = Read(context, ip);
        if (wanted.Kind == IpAddressKind.None)
            return NoAddress;

        var found = Resolve(host);
        foreach (var address in found)
        {
            if (IpAddress.Read(Latin1.ToBytes(address.HostText())).IsSame(wanted))
                return ReturnCode.True;
        }

        return found.Count == 0 ? Unresolved : ReturnCode.False;
    }

    [Function("dns_query", Blocking = true, Routes = RouteKinds.Any, Summary = "Asks for the addresses of a host name: $dns(id=>addr[0]); -4 unknown name.")]
    public ReturnCode QueryHost(RoutingContext context, string host, string id)
    {
        var addresses = Resolve(host);
        var records = new List<IReadOnlyDictionary<string, ScriptValue>>();
        foreach (var address in addresses)
            records.Add(Record(("addr", ScriptValue.Of(address.HostText())), ("type", ScriptValue.Of(address.IsV6 ? 6 : 4))));

        LookupResults.Of(context.Worker, Hosts).Set(id, addresses.Count == 0 ? null : records);
        return addresses.Count == 0 ? Unresolved : ReturnCode.True;
    }

    [Function("ptr_query", Blocking = true, Routes = RouteKinds.Any, Summary = "Asks for the host name of an address: $ptrquery(id=>hostname); -3 no address, -4 unknown.")]
    public ReturnCode QueryPointer(RoutingContext context, string ip, string id)
    {
        var results = LookupResults.Of(context.Worker, Pointers);
        results.Set(id, null);
        var isAddress = IpAddress.Read(Latin1.ToBytes(ip)).Kind != IpAddressKind.None;
        if (!isAddress || !HostEndPoint.TryParseAddress(Latin1.ToBytes(ip), 0, out var address))
            return NoAddress;

        var found = names.NamesOf(address);
        if (found.Count == 0)
            return Unresolved;

        results.Set(id, [Record(("hostname", ScriptValue.Of(found[0])))]);
        return ReturnCode.True;
    }

    [Function("srv_query", Blocking = true, Routes = RouteKinds.Any, Summary = "Asks for SRV records: $srvquery(id=>target[0]); -1 when no server answers.")]
    public ReturnCode QueryService(RoutingContext context, string name, string id) => Query(context, name, id, DnsRecordType.Srv);

    [Function("naptr_query", Blocking = true, Routes = RouteKinds.Any, Summary = "Asks for NAPTR records: $naptrquery(id=>replace[0]); -1 when no server answers.")]
    public ReturnCode QueryAuthority(RoutingContext context, string name, string id) => Query(context, name, id, DnsRecordType.Naptr);

    [Function("dns_set_local_ttl", Routes = RouteKinds.Any, Summary = "Accepted; answers live as long as dns_cache_min_ttl and dns_cache_max_ttl say.")]
    public static ReturnCode SetLocalLifetime(RoutingContext context, int seconds) => ReturnCode.Of(seconds >= 0);

    private ReturnCode Query(RoutingContext context, string name, string id, DnsRecordType type)
    {
        if (name.Length == 0)
            return NoName;

        var results = LookupResults.Of(context.Worker, type == DnsRecordType.Srv ? Services : Authorities);
        results.Set(id, null);
        if (names.Lookup(name, type) is not { } found)
            return ReturnCode.False;

        results.Set(id, type == DnsRecordType.Srv ? ServiceRecords.Read(found.Records) : AuthorityRecords.Read(found.Records));
        return ReturnCode.True;
    }

    private IReadOnlyList<HostEndPoint> Resolve(string host)
    {
        var literal = IpAddress.Read(Latin1.ToBytes(host));
        if (literal.Kind == IpAddressKind.V6Reference)
            return [];

        return literal.IsPure && HostEndPoint.TryParseAddress(Latin1.ToBytes(host), 0, out var address) ? [address] : names.Addresses(host);
    }

    private static Dictionary<string, ScriptValue> Record(params ReadOnlySpan<(string Name, ScriptValue Value)> fields)
    {
        var record = new Dictionary<string, ScriptValue>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
            record.Add(name, value);

        return record;
    }
}
