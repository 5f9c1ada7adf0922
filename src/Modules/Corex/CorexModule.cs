using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Corex;

/// <summary>Branches, sockets and tests of where a message comes from.</summary>
[Module("corex", Summary = "Branches, send sockets and small tests.")]
internal sealed partial class CorexModule(
    ITransportTable transports,
    IMessageSender sender,
    IDestinationResolver resolver,
    IReloadService reload,
    ILoggerFactory logs) : IModule
{
    [Function("send", Surface = Surfaces.Cfg, Summary = "Sends the message on as it was received: to a URI or host, else to $du or the request URI.")]
    public ReturnCode Send(RoutingContext context, ScriptValue target = default) => Send(context, target, []);

    [Function("send_tcp", Surface = Surfaces.Cfg, Summary = "As send, over TCP.")]
    public ReturnCode SendTcp(RoutingContext context, ScriptValue target = default) => Send(context, target, ";transport=tcp"u8);

    [Function("append_branch", Kemi = "append_branch/0,append_branch_uri/1,append_branch_uri_q/2", Routes = RouteKinds.Request | RouteKinds.Failure, Summary = "Adds a branch: a URI, else the current request URI; the next hop is the current $du.")]
    public static ReturnCode AppendBranch(RoutingContext context, ScriptValue uri = default, ScriptValue q = default)
    {
        var weight = -1;
        if (q.TextLength > 0 && !QValue.TryParse(q.ToText(), out weight))
            return ReturnCode.False;

        if (context.Branches.Add(context.Snapshot.Settings.MaxBranches - 1) is not { } branch)
            return ReturnCode.False;

        branch.Q = weight;
        branch.Flags = context.BranchFlags;
        branch.ForcedSocket = context.ForcedSocket;
        branch.DestinationUri.Set(context.DestinationUri);
        branch.Path.Set(context.Path);
        if (uri.TextLength > 0)
        {
            using var bytes = new ValueBytes(context.Worker, uri);
            branch.Uri.Set(bytes.Span);
            return ReturnCode.True;
        }

        branch.Uri.Set(context.RequestUri);
        branch.Ruid.Set(context.Ruid);
        return ReturnCode.True;
    }

    [Function("set_send_socket", Routes = RouteKinds.Any, Summary = "Chooses the listener to send from: proto:ip:port.")]
    public ReturnCode SetSendSocket(RoutingContext context, SocketAddress socket)
    {
        var found = socket.Find(transports);
        context.ForcedSocket = found ?? context.ForcedSocket;
        return ReturnCode.Of(found is not null);
    }

    [Function("set_send_socket_name", Routes = RouteKinds.Any, Summary = "Chooses the listener to send from by its name.")]
    public ReturnCode SetSendSocketName(RoutingContext context, ScriptValue name)
    {
        using var bytes = new ValueBytes(context.Worker, name);
        var found = transports.FindByName(bytes.Span);
        context.ForcedSocket = found ?? context.ForcedSocket;
        return ReturnCode.Of(found is not null);
    }

    [Function("is_socket_name", Routes = RouteKinds.Any, Summary = "True when a listener has that name.")]
    public ReturnCode IsSocketName(RoutingContext context, ScriptValue name)
    {
        using var bytes = new ValueBytes(context.Worker, name);
        return ReturnCode.Of(transports.FindByName(bytes.Span) is not null);
    }

    [Function("has_ruri_user", Routes = RouteKinds.Any, Summary = "True when the request URI has a user.")]
    public static ReturnCode HasUser(RoutingContext context) =>
        ReturnCode.Of(SipUriParser.TryParse(context.RequestUri, out var uri) && !uri.User.IsEmpty);

    [Function("has_user_agent", Routes = RouteKinds.Any, Summary = "True when User-Agent is there and not empty.")]
    public static ReturnCode HasUserAgent(RoutingContext context)
    {
        var index = context.Message.Find(Engine.Messages.HeaderName.UserAgent);
        return ReturnCode.Of(index >= 0 && !context.Message.Header(index).Value.IsEmpty);
    }

    [Function("is_faked_msg", Routes = RouteKinds.Any, Summary = "True for a message that no socket received.")]
    public static ReturnCode IsFaked(RoutingContext context) => ReturnCode.Of(context.Received.Socket is null);

    private ReturnCode Send(RoutingContext context, in ScriptValue target, ReadOnlySpan<byte> parameters)
    {
        using var bytes = new ValueBytes(context.Worker, target);
        var next = bytes.Span;
        if (next.IsEmpty)
            next = context.DestinationUri.Length > 0 ? context.DestinationUri.Span : context.RequestUri;

        var uri = context.Worker.RentWriter();
        if (!next.StartsWith("sip:"u8) && !next.StartsWith("sips:"u8))
            HostUri.Begin(uri);

        uri.Write(next);
        uri.Write(parameters);
        var status = resolver.Resolve(context, uri.Written, out var destination);
        context.Worker.Return(uri);
        if (status != SendStatus.Sent)
            return ReturnCode.False;

        var message = new OutboundMessage { Worker = context.Worker, Snapshot = context.Snapshot, Origin = MessageOrigin.Forwarded, Context = context };
        return ReturnCode.Of(sender.Send(destination, context.Message.Bytes, message) == SendStatus.Sent);
    }
}
