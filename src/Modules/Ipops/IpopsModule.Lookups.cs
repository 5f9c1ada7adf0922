using System.Net;
using System.Net.Sockets;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
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

    /// <summary>Who answers; those of the system unless a test says otherwise.</summary>
    internal DnsClient Client { get; set; } = DnsClient.OfSystem();

    [Function("dns_sys_match_ip", Blocking = true, Routes = RouteKinds.Any, Summary = "True when a host name has that address; -3 no address, -4 unknown name.")]
    [Function("dns_int_match_ip", Blocking = true, Routes = RouteKinds.Any, Summary = "As dns_sys_match_ip: there is one resolver, and all addresses count.")]
    public static ReturnCode MatchesHost(RoutingContext context, string host, ScriptValue ip)
    {
        var wanted = Read(context, ip);
        if (wanted.Kind == IpAddressKind.None)
            return NoAddress;

        var found = Resolve(host);
        foreach (var address in found)
        {
            if (IpAddress.Read(Latin1.ToBytes(address.ToString())).IsSame(wanted))
                return ReturnCode.True;
        }

        return found.Length == 0 ? Unresolved : ReturnCode.False;
    }

    [Function("dns_query", Blocking = true, Routes = RouteKinds.Any, Summary = "Asks for the addresses of a host name: $dns(id=>addr[0]); -4 unknown name.")]
    public static ReturnCode QueryHost(RoutingContext context, string host, string id)
    {
        var addresses = Resolve(host);
        var records = Array.ConvertAll(addresses, static address => Record(
            ("addr", ScriptValue.Of(address.ToString())),
            ("type", ScriptValue.Of(address.AddressFamily == AddressFamily.InterNetwork ? 4 : 6))));
        LookupResults.Of(context.Worker, Hosts).Set(id, addresses.Length == 0 ? null : records);
        return addresses.Length == 0 ? Unresolved : ReturnCode.True;
    }

    [Function("ptr_query", Blocking = true, Routes = RouteKinds.Any, Summary = "Asks for the host name of an address: $ptrquery(id=>hostname); -3 no address, -4 unknown.")]
    public static ReturnCode QueryPointer(RoutingContext context, string ip, string id)
    {
        var results = LookupResults.Of(context.Worker, Pointers);
        results.Set(id, null);
        if (IpAddress.Read(Latin1.ToBytes(ip)).Kind == IpAddressKind.None || !IPAddress.TryParse(ip, out var address))
            return NoAddress;

        try
        {
            results.Set(id, [Record(("hostname", ScriptValue.Of(Dns.GetHostEntry(address).HostName)))]);
            return ReturnCode.True;
        }
        catch (SocketException)
        {
            return Unresolved;
        }
    }

    [Function("srv_query", Blocking = true, Routes = RouteKinds.Any, Summary = "Asks for SRV records: $srvquery(id=>target[0]); -1 when no server answers.")]
    public ReturnCode QueryService(RoutingContext context, string name, string id) => Query(context, name, id, DnsRecordType.Srv);

    [Function("naptr_query", Blocking = true, Routes = RouteKinds.Any, Summary = "Asks for NAPTR records: $naptrquery(id=>replace[0]); -1 when no server answers.")]
    public ReturnCode QueryAuthority(RoutingContext context, string name, string id) => Query(context, name, id, DnsRecordType.Naptr);

    [Function("dns_set_local_ttl", Routes = RouteKinds.Any, Summary = "Accepted; answers are not cached here.")]
    public static ReturnCode SetLocalLifetime(RoutingContext context, int seconds) => ReturnCode.Of(seconds >= 0);

    private ReturnCode Query(RoutingContext context, string name, string id, DnsRecordType type)
    {
        if (name.Length == 0)
            return NoName;

        var results = LookupResults.Of(context.Worker, type == DnsRecordType.Srv ? Services : Authorities);
        results.Set(id, null);
        if (Client.Ask(name, type) is not { } reply)
            return ReturnCode.False;

        results.Set(id, type == DnsRecordType.Srv ? ServiceRecords.Read(reply) : AuthorityRecords.Read(reply));
        return ReturnCode.True;
    }

    private static IPAddress[] Resolve(string host)
    {
        // The empty name would give the addresses of this machine.
        var literal = IpAddress.Read(Latin1.ToBytes(host));
        if (host.Length == 0 || literal.Kind == IpAddressKind.V6Reference)
            return [];

        try
        {
            return literal.IsPure && IPAddress.TryParse(host, out var address) ? [address] : Dns.GetHostAddresses(host);
        }
        catch (Exception reason) when (reason is SocketException or ArgumentException)
        {
            return [];
        }
    }

    private static Dictionary<string, ScriptValue> Record(params ReadOnlySpan<(string Name, ScriptValue Value)> fields)
    {
        var record = new Dictionary<string, ScriptValue>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
            record.Add(name, value);

        return record;
    }
}
