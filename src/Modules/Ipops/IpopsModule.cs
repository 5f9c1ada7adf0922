using Signalbox.Engine.Catalog;
using Signalbox.Engine.Dns;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Ipops;

/// <summary>Tests of addresses.</summary>
[Module("ipops", Summary = "IP addresses, networks and DNS look-ups.")]
internal sealed partial class IpopsModule(INames names) : IModule
{
    [Function("is_ip", Routes = RouteKinds.Any, Summary = "True for an IPv4 or IPv6 address or an IPv6 reference.")]
    public static ReturnCode IsIp(RoutingContext context, ScriptValue ip) => ReturnCode.Of(Read(context, ip).Kind != IpAddressKind.None);

    [Function("is_pure_ip", Routes = RouteKinds.Any, Summary = "True for an IPv4 or IPv6 address.")]
    public static ReturnCode IsPureIp(RoutingContext context, ScriptValue ip) => ReturnCode.Of(Read(context, ip).IsPure);

    [Function("is_ipv4", Kemi = "is_ip4", Routes = RouteKinds.Any, Summary = "True for an IPv4 address.")]
    public static ReturnCode IsV4(RoutingContext context, ScriptValue ip) => ReturnCode.Of(Read(context, ip).Kind == IpAddressKind.V4);

    [Function("is_ipv6", Kemi = "is_ip6", Routes = RouteKinds.Any, Summary = "True for an IPv6 address without brackets.")]
    public static ReturnCode IsV6(RoutingContext context, ScriptValue ip) => ReturnCode.Of(Read(context, ip).Kind == IpAddressKind.V6);

    [Function("is_ipv6_reference", Kemi = "is_ip6_reference", Routes = RouteKinds.Any, Summary = "True for an IPv6 address in brackets.")]
    public static ReturnCode IsV6Reference(RoutingContext context, ScriptValue ip) => ReturnCode.Of(Read(context, ip).Kind == IpAddressKind.V6Reference);

    [Function("ip_type", Routes = RouteKinds.Any, Summary = "1 IPv4, 2 IPv6, 3 IPv6 reference, -1 no address.")]
    public static ReturnCode TypeOf(RoutingContext context, ScriptValue ip) => (int)Read(context, ip).Kind;

    [Function("detailed_ip_type", Routes = RouteKinds.Any, Summary = "Writes what an address is for into a variable: PUBLIC, PRIVATE, LOOPBACK …")]
    public static ReturnCode DetailedType(RoutingContext context, ScriptValue ip, VariableReference result) => Describe(context, Read(context, ip), result);

    [Function("detailed_ipv4_type", Routes = RouteKinds.Any, Summary = "As detailed_ip_type for IPv4 alone.")]
    public static ReturnCode DetailedV4Type(RoutingContext context, ScriptValue ip, VariableReference result)
    {
        var address = Read(context, ip);
        return address.Kind == IpAddressKind.V4 ? Describe(context, address, result) : ReturnCode.False;
    }

    [Function("detailed_ipv6_type", Routes = RouteKinds.Any, Summary = "As detailed_ip_type for IPv6 alone, with or without brackets.")]
    public static ReturnCode DetailedV6Type(RoutingContext context, ScriptValue ip, VariableReference result)
    {
        var address = Read(context, ip);
        return address.Width == 128 ? Describe(context, address, result) : ReturnCode.False;
    }

    [Function("compare_ips", Routes = RouteKinds.Any, Summary = "True when two addresses are the same, with or without brackets.")]
    public static ReturnCode Compare(RoutingContext context, ScriptValue first, ScriptValue second) =>
        ReturnCode.Of(Read(context, first).IsSame(Read(context, second)));

    [Function("compare_pure_ips", Routes = RouteKinds.Any, Summary = "True when two addresses without brackets are the same.")]
    public static ReturnCode ComparePure(RoutingContext context, ScriptValue first, ScriptValue second)
    {
        var (one, two) = (Read(context, first), Read(context, second));
        return ReturnCode.Of(one.IsPure && two.IsPure && one.IsSame(two));
    }

    [Function("is_ip_rfc1918", Routes = RouteKinds.Any, Summary = "True for an IPv4 address of a private network (RFC 1918).")]
    public static ReturnCode IsPrivate(RoutingContext context, ScriptValue ip) => ReturnCode.Of(AddressTypes.IsRfc1918(Read(context, ip)));

    [Function("is_in_subnet", Kemi = "is_in_subnet,ip_is_in_subnet", Routes = RouteKinds.Any, Summary = "True when an address without brackets lies in one of the networks.")]
    public static ReturnCode IsInSubnet(RoutingContext context, ScriptValue ip, SubnetList networks)
    {
        var address = Read(context, ip);
        return ReturnCode.Of(address.IsPure && networks.Contains(address));
    }

    private static IpAddress Read(RoutingContext context, in ScriptValue ip)
    {
        using var bytes = new ValueBytes(context.Worker, ip);
        return IpAddress.Read(bytes.Span);
    }

    private static ReturnCode Describe(RoutingContext context, in IpAddress address, VariableReference result) =>
        ReturnCode.Of(address.Kind != IpAddressKind.None && result.Write(context, ScriptValue.Of(AddressTypes.NameOf(address))));
}
