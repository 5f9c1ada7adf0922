using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Kemix;

/// <content>Users and hosts of URIs, and the user of the credentials.</content>
internal sealed partial class KemixModule
{
    private VariableReference? _requestUser;
    private VariableReference? _requestHost;
    private VariableReference? _fromUser;
    private VariableReference? _fromHost;
    private VariableReference? _toUser;
    private VariableReference? _toHost;
    private VariableReference? _credentialUser;

    [Function("get_ruser", Surface = Surfaces.Kemi, Kemi = "kx.get_ruser", Routes = RouteKinds.Any, Summary = "User of the request URI; null when there is none.")]
    public ScriptValue RequestUser(RoutingContext context) => Read(context, _requestUser);

    [Function("gete_ruser", Surface = Surfaces.Kemi, Kemi = "kx.gete_ruser", Routes = RouteKinds.Any, Summary = "User of the request URI; empty when there is none.")]
    public ScriptValue RequestUserOrEmpty(RoutingContext context) => ReadOrEmpty(context, _requestUser);

    [Function("getw_ruser", Surface = Surfaces.Kemi, Kemi = "kx.getw_ruser", Routes = RouteKinds.Any, Summary = "User of the request URI; <null> when there is none.")]
    public ScriptValue RequestUserOrNullText(RoutingContext context) => ReadOrNullText(context, _requestUser);

    [Function("get_rhost", Surface = Surfaces.Kemi, Kemi = "kx.get_rhost", Routes = RouteKinds.Any, Summary = "Host of the request URI; null when there is none.")]
    public ScriptValue RequestHost(RoutingContext context) => Read(context, _requestHost);

    [Function("gete_rhost", Surface = Surfaces.Kemi, Kemi = "kx.gete_rhost", Routes = RouteKinds.Any, Summary = "Host of the request URI; empty when there is none.")]
    public ScriptValue RequestHostOrEmpty(RoutingContext context) => ReadOrEmpty(context, _requestHost);

    [Function("getw_rhost", Surface = Surfaces.Kemi, Kemi = "kx.getw_rhost", Routes = RouteKinds.Any, Summary = "Host of the request URI; <null> when there is none.")]
    public ScriptValue RequestHostOrNullText(RoutingContext context) => ReadOrNullText(context, _requestHost);

    [Function("get_fuser", Surface = Surfaces.Kemi, Kemi = "kx.get_fuser", Routes = RouteKinds.Any, Summary = "User of From; null when there is none.")]
    public ScriptValue FromUser(RoutingContext context) => Read(context, _fromUser);

    [Function("gete_fuser", Surface = Surfaces.Kemi, Kemi = "kx.gete_fuser", Routes = RouteKinds.Any, Summary = "User of From; empty when there is none.")]
    public ScriptValue FromUserOrEmpty(RoutingContext context) => ReadOrEmpty(context, _fromUser);

    [Function("getw_fuser", Surface = Surfaces.Kemi, Kemi = "kx.getw_fuser", Routes = RouteKinds.Any, Summary = "User of From; <null> when there is none.")]
    public ScriptValue FromUserOrNullText(RoutingContext context) => ReadOrNullText(context, _fromUser);

    [Function("get_fhost", Surface = Surfaces.Kemi, Kemi = "kx.get_fhost", Routes = RouteKinds.Any, Summary = "Host of From; null when there is none.")]
    public ScriptValue FromHost(RoutingContext context) => Read(context, _fromHost);

    [Function("gete_fhost", Surface = Surfaces.Kemi, Kemi = "kx.gete_fhost", Routes = RouteKinds.Any, Summary = "Host of From; empty when there is none.")]
    public ScriptValue FromHostOrEmpty(RoutingContext context) => ReadOrEmpty(context, _fromHost);

    [Function("getw_fhost", Surface = Surfaces.Kemi, Kemi = "kx.getw_fhost", Routes = RouteKinds.Any, Summary = "Host of From; <null> when there is none.")]
    public ScriptValue FromHostOrNullText(RoutingContext context) => ReadOrNullText(context, _fromHost);

    [Function("get_tuser", Surface = Surfaces.Kemi, Kemi = "kx.get_tuser", Routes = RouteKinds.Any, Summary = "User of To; null when there is none.")]
    public ScriptValue ToUser(RoutingContext context) => Read(context, _toUser);

    [Function("gete_tuser", Surface = Surfaces.Kemi, Kemi = "kx.gete_tuser", Routes = RouteKinds.Any, Summary = "User of To; empty when there is none.")]
    public ScriptValue ToUserOrEmpty(RoutingContext context) => ReadOrEmpty(context, _toUser);

    [Function("getw_tuser", Surface = Surfaces.Kemi, Kemi = "kx.getw_tuser", Routes = RouteKinds.Any, Summary = "User of To; <null> when there is none.")]
    public ScriptValue ToUserOrNullText(RoutingContext context) => ReadOrNullText(context, _toUser);

    [Function("get_thost", Surface = Surfaces.Kemi, Kemi = "kx.get_thost", Routes = RouteKinds.Any, Summary = "Host of To; null when there is none.")]
    public ScriptValue ToHost(RoutingContext context) => Read(context, _toHost);

    [Function("gete_thost", Surface = Surfaces.Kemi, Kemi = "kx.gete_thost", Routes = RouteKinds.Any, Summary = "Host of To; empty when there is none.")]
    public ScriptValue ToHostOrEmpty(RoutingContext context) => ReadOrEmpty(context, _toHost);

    [Function("getw_thost", Surface = Surfaces.Kemi, Kemi = "kx.getw_thost", Routes = RouteKinds.Any, Summary = "Host of To; <null> when there is none.")]
    public ScriptValue ToHostOrNullText(RoutingContext context) => ReadOrNullText(context, _toHost);

    [Function("get_au", Surface = Surfaces.Kemi, Kemi = "kx.get_au", Routes = RouteKinds.Any, Summary = "User of the credentials; null when there is none.")]
    public ScriptValue CredentialUser(RoutingContext context) => Read(context, _credentialUser);

    [Function("gete_au", Surface = Surfaces.Kemi, Kemi = "kx.gete_au", Routes = RouteKinds.Any, Summary = "User of the credentials; empty when there is none.")]
    public ScriptValue CredentialUserOrEmpty(RoutingContext context) => ReadOrEmpty(context, _credentialUser);

    [Function("getw_au", Surface = Surfaces.Kemi, Kemi = "kx.getw_au", Routes = RouteKinds.Any, Summary = "User of the credentials; <null> when there is none.")]
    public ScriptValue CredentialUserOrNullText(RoutingContext context) => ReadOrNullText(context, _credentialUser);

    private void BindUsers(IVariableSource variables)
    {
        _requestUser = variables.Bind("$rU", out _);
        _requestHost = variables.Bind("$rd", out _);
        _fromUser = variables.Bind("$fU", out _);
        _fromHost = variables.Bind("$fd", out _);
        _toUser = variables.Bind("$tU", out _);
        _toHost = variables.Bind("$td", out _);
        _credentialUser = variables.Bind("$au", out _);
    }
}
