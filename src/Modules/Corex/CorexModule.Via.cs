using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Pv.Api;

namespace Signalbox.Modules.Corex;

/// <content>The own Via.</content>
internal sealed partial class CorexModule
{
    private ViaAdditions?[] _additions = new ViaAdditions?[8];

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        var settings = validation.Settings;
        var texts = new ViaTexts(settings.ServerId, settings.ViaParameters, settings.ViaFields, validation.Find<IStructuredValues>());
        var made = new ViaAdditions?[_additions.Length];
        for (var kind = 1; kind < made.Length; kind++)
            made[kind] = new ViaAdditions((ViaKind)kind, texts);

        _additions = made;
    }

    /// <summary>1 always; nothing is written when server_id is 0.</summary>
    [Function("via_add_srvid", Routes = RouteKinds.Any, Summary = "1 = the own Via says srvid=server_id, 0 = it does not.")]
    public ReturnCode ViaAddServer(RoutingContext context, int on) => Choose(context, ViaKind.Server, on != 0);

    /// <summary>1 always; nothing is written without xavp_via_params.</summary>
    [Function("via_add_xavp_params", Routes = RouteKinds.Any, Summary = "1 = the own Via has the fields of the xavp that xavp_via_params names, 0 = it has not.")]
    public ReturnCode ViaAddValues(RoutingContext context, int on) => Choose(context, ViaKind.Parameters, on != 0);

    /// <summary>1 always; nothing changes without xavp_via_fields.</summary>
    [Function("via_use_xavp_fields", Routes = RouteKinds.Any, Summary = "1 = the own Via has the fields address and port of the xavp that xavp_via_fields names, 0 = those of the listener.")]
    public ReturnCode ViaUseFields(RoutingContext context, int on) => Choose(context, ViaKind.Address, on != 0);

    /// <summary>1 always.</summary>
    [Function("via_reply_add_xavp_params", Routes = RouteKinds.Any, Summary = "Accepted; replies carry the Vias that the request came with.")]
    public static ReturnCode ViaReplyAddValues(RoutingContext context, int on) => ReturnCode.True;

    private ReturnCode Choose(RoutingContext context, ViaKind kind, bool isOn)
    {
        var old = (context.OwnVia as ViaAdditions)?.Kind ?? ViaKind.None;
        context.OwnVia = _additions[(int)(isOn ? old | kind : old & ~kind)];
        return ReturnCode.True;
    }
}
