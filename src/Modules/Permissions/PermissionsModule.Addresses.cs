using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Permissions;

/// <content>Questions about addresses: 1 or the group, -1 when there is no entry.</content>
internal sealed partial class PermissionsModule
{
    private const int DefaultGroup = 1;

    [Function("allow_source_address", Routes = RouteKinds.Any, Summary = "1 when the sender's address and port are in the group (1 when none is given), -1 when not.")]
    public ReturnCode AllowSource(RoutingContext context, int group = DefaultGroup)
    {
        var remote = context.Received.Remote;
        return Take(context, Volatile.Read(ref _addresses).Find(group, remote, remote.Port));
    }

    [Function("allow_address", Routes = RouteKinds.Any, Summary = "1 when an address or host name and port (0 any) are in the group, -1 when not.")]
    public ReturnCode AllowAddress(RoutingContext context, int group, ScriptValue address, int port) => Take(context, Find(context, group, address, port));

    [Function("allow_source_address_group", Routes = RouteKinds.Any, Summary = "The group that has the sender's address and port, -1 when there is none.")]
    public ReturnCode SourceGroup(RoutingContext context)
    {
        var remote = context.Received.Remote;
        return GroupOf(context, Volatile.Read(ref _addresses).Find(null, remote, remote.Port));
    }

    [Function("allow_address_group", Routes = RouteKinds.Any, Summary = "The group that has an address or host name and port (0 any), -1 when there is none.")]
    public ReturnCode AddressGroup(RoutingContext context, ScriptValue address, int port) => GroupOf(context, Find(context, null, address, port));

    private AddressEntry? Find(RoutingContext context, int? group, in ScriptValue address, int port)
    {
        var table = Volatile.Read(ref _addresses);
        using var text = new ValueBytes(context.Worker, address);
        return HostEndPoint.TryParseAddress(text.Span, 0, out var found)
            ? table.Find(group, found, port)
            : table.Find(group, Latin1.ToText(text.Span), port);
    }

    private ReturnCode Take(RoutingContext context, AddressEntry? entry)
    {
        if (entry is null)
            return ReturnCode.False;

        SetTag(context, entry.Tag);
        return ReturnCode.True;
    }

    private ReturnCode GroupOf(RoutingContext context, AddressEntry? entry) => Take(context, entry).Value > 0 ? new ReturnCode(entry!.Group) : ReturnCode.False;
}
