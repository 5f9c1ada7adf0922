using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <content>Functions that send requests to the parties of calls.</content>
internal sealed partial class DialogModule
{
    [Function("dlg_bye", Routes = RouteKinds.Any, Summary = "Sends BYE to caller, callee or all; the call ends with the answers.")]
    public ReturnCode Bye(RoutingContext context, DialogSideName side) =>
        ReturnCode.Of(Find(context) is { } dialog && _parts.Closer.SendBye(dialog, side.Side, default, context.Worker));

    [Function("dlg_refer", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Sends REFER to caller or callee: the party is to call the address.")]
    public ReturnCode Refer(RoutingContext context, DialogSideName side, string address) => Refer(context, Find(context), side, address);

    [Function("dlg_refer_did", Routes = RouteKinds.Any, Summary = "As dlg_refer, for the call with this entry and id.")]
    public ReturnCode ReferById(RoutingContext context, long entry, long id, DialogSideName side, string address) =>
        Refer(context, FindById(entry, id), side, address);

    [Function("dlg_refer_cid", Routes = RouteKinds.Any, Summary = "As dlg_refer, for the answered call with this Call-ID.")]
    public ReturnCode ReferByCallId(RoutingContext context, string callId, DialogSideName side, string address) =>
        Refer(context, _parts.Services.Table.FindAll(callId).Find(static dialog => dialog.IsAnswered), side, address);

    [Function("dlg_bridge", Routes = RouteKinds.Any, Summary = "Calls the first address over the outbound proxy and refers it to the second.")]
    public ReturnCode Bridge(RoutingContext context, string from, string to, string proxy) =>
        ReturnCode.Of(_parts.Bridge.Begin(from, to, proxy, DialogBridge.DefaultBody, context.Worker));

    [Function("dlg_req_within", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Sends a request of this method to caller, callee or all; header lines may follow.")]
    public ReturnCode SendWithin(RoutingContext context, DialogSideName side, string method, string headers = "") =>
        SendWithin(context, side.Side, method, headers, string.Empty, string.Empty);

    [Function("dlg_req_within", Routes = RouteKinds.Any, Kemi = "dlg_req_within4", Summary = "Sends a request of this method to caller, callee or all, with a content type and a body.")]
    public ReturnCode SendBodyWithin(RoutingContext context, DialogSideName side, string method, string contentType, string body) =>
        SendWithin(context, side.Side, method, string.Empty, contentType, body);

    [Function("dlg_req_within", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Sends a request of this method to caller, callee or all, with header lines, a content type and a body.")]
    public ReturnCode SendAllWithin(RoutingContext context, DialogSideName side, string method, string headers, string contentType, string body) =>
        SendWithin(context, side.Side, method, headers, contentType, body);

    /// <summary>-1 always.</summary>
    [Function("dlg_remove_dialogs_from_node", Routes = RouteKinds.Any, Summary = "Never succeeds: dialogs come from no other node, as there is no dmq.")]
    public static ReturnCode RemoveOfNode(RoutingContext context, string node) => ReturnCode.False;

    private ReturnCode Refer(RoutingContext context, SipDialog? dialog, DialogSideName side, string address)
    {
        if (dialog is not { IsAnswered: true } || side.Side == DialogSide.None || address.AsSpan().IndexOfAny('\r', '\n') >= 0)
            return ReturnCode.False;

        var headers = Latin1.ToBytes($"Contact: <{BridgeContact}>\r\nReferred-By: <{BridgeController}>\r\nRefer-To: <{address}>\r\n");
        return Send(context, _parts.Maker.Make(dialog, side.Side, "REFER"u8, headers, owner: null));
    }

    private ReturnCode SendWithin(RoutingContext context, DialogSide side, string method, string headers, string contentType, string body)
    {
        if (Find(context) is not { IsAnswered: true } dialog || !IsToken(method) || contentType.AsSpan().IndexOfAny('\r', '\n') >= 0)
            return ReturnCode.False;

        var lines = new ByteWriter(128);
        lines.Write(headers);
        if (contentType.Length > 0)
        {
            lines.Write("Content-Type: "u8);
            lines.Write(contentType);
            lines.Write("\r\n"u8);
        }

        var name = Latin1.ToBytes(method);
        var content = Latin1.ToBytes(body);
        var code = ReturnCode.True;
        if (side != DialogSide.Callee)
            code = Send(context, _parts.Maker.Make(dialog, DialogSide.Caller, name, lines.Written, owner: null, content));

        if (side != DialogSide.Caller && code == ReturnCode.True)
            code = Send(context, _parts.Maker.Make(dialog, DialogSide.Callee, name, lines.Written, owner: null, content));

        return code;
    }

    private ReturnCode Send(RoutingContext context, Tm.Api.LocalRequest? request) =>
        ReturnCode.Of(request is not null && _parts.Closer.Sender?.Send(request, context.Worker) == 0);

    private static bool IsToken(string method) => method.Length > 0 && Engine.Parsing.SipChars.IsToken(Latin1.ToBytes(method));
}
