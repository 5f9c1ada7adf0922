using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Pv.Api;

namespace Signalbox.Modules.Corex;

/// <content>Parameters of the own Via.</content>
internal sealed partial class CorexModule
{
    private ViaAdditions?[] _additions = new ViaAdditions?[4];

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        var (server, root) = (validation.Settings.ServerId, validation.Settings.ViaParameters);
        var values = validation.Find<IStructuredValues>();
        _additions =
        [
            null,
            new ViaAdditions(server, string.Empty, values),
            new ViaAdditions(0, root, values),
            new ViaAdditions(server, root, values),
        ];
    }

    /// <summary>1 always; nothing is written when server_id is 0.</summary>
    [Function("via_add_srvid", Routes = RouteKinds.Any, Summary = "1 = the own Via says srvid=server_id, 0 = it does not.")]
    public ReturnCode ViaAddServer(RoutingContext context, int on) => Choose(context, on != 0, (context.OwnVia as ViaAdditions)?.HasValues == true);

    /// <summary>1 always; nothing is written without xavp_via_params.</summary>
    [Function("via_add_xavp_params", Routes = RouteKinds.Any, Summary = "1 = the own Via has the fields of the xavp that xavp_via_params names, 0 = it has not.")]
    public ReturnCode ViaAddValues(RoutingContext context, int on) => Choose(context, (context.OwnVia as ViaAdditions)?.HasServer == true, on != 0);

    private ReturnCode Choose(RoutingContext context, bool server, bool values)
    {
        context.OwnVia = _additions[(server ? 1 : 0) + (values ? 2 : 0)];
        return ReturnCode.True;
    }
}
