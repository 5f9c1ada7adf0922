using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Kemix;

/// <content>The message itself.</content>
internal sealed partial class KemixModule
{
    private VariableReference? _method;
    private VariableReference? _callId;
    private VariableReference? _userAgent;
    private VariableReference? _body;
    private VariableReference? _messageText;

    [Function("get_method", Surface = Surfaces.Kemi, Kemi = "kx.get_method", Routes = RouteKinds.Any, Summary = "Method; of a reply that of CSeq.")]
    public ScriptValue Method(RoutingContext context) => Read(context, _method);

    [Function("get_callid", Surface = Surfaces.Kemi, Kemi = "kx.get_callid", Routes = RouteKinds.Any, Summary = "Call-ID; null when there is none.")]
    public ScriptValue CallId(RoutingContext context) => Read(context, _callId);

    [Function("get_ua", Surface = Surfaces.Kemi, Kemi = "kx.get_ua", Routes = RouteKinds.Any, Summary = "User-Agent; null when there is none.")]
    public ScriptValue UserAgent(RoutingContext context) => Read(context, _userAgent);

    [Function("gete_ua", Surface = Surfaces.Kemi, Kemi = "kx.gete_ua", Routes = RouteKinds.Any, Summary = "User-Agent; empty when there is none.")]
    public ScriptValue UserAgentOrEmpty(RoutingContext context) => ReadOrEmpty(context, _userAgent);

    [Function("getw_ua", Surface = Surfaces.Kemi, Kemi = "kx.getw_ua", Routes = RouteKinds.Any, Summary = "User-Agent; <null> when there is none.")]
    public ScriptValue UserAgentOrNullText(RoutingContext context) => ReadOrNullText(context, _userAgent);

    [Function("get_body", Surface = Surfaces.Kemi, Kemi = "kx.get_body", Routes = RouteKinds.Any, Summary = "Body; null when there is none.")]
    public ScriptValue Body(RoutingContext context) => Read(context, _body);

    [Function("gete_body", Surface = Surfaces.Kemi, Kemi = "kx.gete_body", Routes = RouteKinds.Any, Summary = "Body; empty when there is none.")]
    public ScriptValue BodyOrEmpty(RoutingContext context) => ReadOrEmpty(context, _body);

    [Function("getw_body", Surface = Surfaces.Kemi, Kemi = "kx.getw_body", Routes = RouteKinds.Any, Summary = "Body; <null> when there is none.")]
    public ScriptValue BodyOrNullText(RoutingContext context) => ReadOrNullText(context, _body);

    [Function("get_msgbuf", Surface = Surfaces.Kemi, Kemi = "kx.get_msgbuf", Routes = RouteKinds.Any, Summary = "The message as received.")]
    public ScriptValue MessageText(RoutingContext context) => Read(context, _messageText);

    [Function("get_status", Surface = Surfaces.Kemi, Kemi = "kx.get_status", Routes = RouteKinds.Any, Summary = "Status code of a reply; -1 for a request.")]
    public static long Status(RoutingContext context) => context.Message.IsRequest ? -1 : context.Message.StatusCode;

    [Function("gets_status", Surface = Surfaces.Kemi, Kemi = "kx.gets_status", Routes = RouteKinds.Any, Summary = "Status code of a reply as text; null for a request.")]
    public static ScriptValue StatusText(RoutingContext context) =>
        context.Message.IsRequest ? ScriptValue.Undefined : ScriptValue.Of(context.Message.StatusCode.ToString(CultureInfo.InvariantCulture));

    [Function("get_bodylen", Surface = Surfaces.Kemi, Kemi = "kx.get_bodylen", Routes = RouteKinds.Any, Summary = "Length of the body in bytes.")]
    public static long BodyLength(RoutingContext context) => context.Message.Body.Length;

    [Function("get_msglen", Surface = Surfaces.Kemi, Kemi = "kx.get_msglen", Routes = RouteKinds.Any, Summary = "Length of the message as received, in bytes.")]
    public static long MessageLength(RoutingContext context) => context.Message.Length;

    [Function("get_msgtype", Surface = Surfaces.Kemi, Kemi = "kx.get_msgtype", Routes = RouteKinds.Any, Summary = "1 for a request, 2 for a reply.")]
    public static long MessageType(RoutingContext context) => context.Message.IsRequest ? 1 : 2;

    [Function("get_timestamp", Surface = Surfaces.Kemi, Kemi = "kx.get_timestamp", Routes = RouteKinds.Any, Summary = "Unix time now, in seconds.")]
    public long Timestamp(RoutingContext context) => clock.GetUtcNow().ToUnixTimeSeconds();

    private void BindMessage(IVariableSource variables)
    {
        _method = variables.Bind("$rm", out _);
        _callId = variables.Bind("$ci", out _);
        _userAgent = variables.Bind("$ua", out _);
        _body = variables.Bind("$rb", out _);
        _messageText = variables.Bind("$mb", out _);
    }
}
