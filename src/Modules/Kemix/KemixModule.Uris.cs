using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Kemix;

/// <content>URIs.</content>
internal sealed partial class KemixModule
{
    private VariableReference? _requestUri;
    private VariableReference? _originalUri;
    private VariableReference? _fromUri;
    private VariableReference? _toUri;
    private VariableReference? _destinationUri;
    private VariableReference? _nextHopUri;
    private VariableReference? _contactUri;
    private VariableReference? _sourceUri;

    [Function("get_ruri", Surface = Surfaces.Kemi, Kemi = "kx.get_ruri", Routes = RouteKinds.Any, Summary = "Request URI.")]
    public ScriptValue RequestUri(RoutingContext context) => Read(context, _requestUri);

    [Function("get_ouri", Surface = Surfaces.Kemi, Kemi = "kx.get_ouri", Routes = RouteKinds.Any, Summary = "Request URI as received.")]
    public ScriptValue OriginalUri(RoutingContext context) => Read(context, _originalUri);

    [Function("get_furi", Surface = Surfaces.Kemi, Kemi = "kx.get_furi", Routes = RouteKinds.Any, Summary = "URI of From; null when there is none.")]
    public ScriptValue FromUri(RoutingContext context) => Read(context, _fromUri);

    [Function("get_turi", Surface = Surfaces.Kemi, Kemi = "kx.get_turi", Routes = RouteKinds.Any, Summary = "URI of To; null when there is none.")]
    public ScriptValue ToUri(RoutingContext context) => Read(context, _toUri);

    [Function("get_duri", Surface = Surfaces.Kemi, Kemi = "kx.get_duri", Routes = RouteKinds.Any, Summary = "Next hop, $du; null when there is none.")]
    public ScriptValue DestinationUri(RoutingContext context) => Read(context, _destinationUri);

    [Function("gete_duri", Surface = Surfaces.Kemi, Kemi = "kx.gete_duri", Routes = RouteKinds.Any, Summary = "Next hop, $du; empty when there is none.")]
    public ScriptValue DestinationUriOrEmpty(RoutingContext context) => ReadOrEmpty(context, _destinationUri);

    [Function("getw_duri", Surface = Surfaces.Kemi, Kemi = "kx.getw_duri", Routes = RouteKinds.Any, Summary = "Next hop, $du; <null> when there is none.")]
    public ScriptValue DestinationUriOrNullText(RoutingContext context) => ReadOrNullText(context, _destinationUri);

    [Function("get_nhuri", Surface = Surfaces.Kemi, Kemi = "kx.get_nhuri", Routes = RouteKinds.Any, Summary = "Next hop: $du, else the request URI.")]
    public ScriptValue NextHopUri(RoutingContext context) => Read(context, _nextHopUri);

    [Function("get_cturi", Surface = Surfaces.Kemi, Kemi = "kx.get_cturi", Routes = RouteKinds.Any, Summary = "URI of the first Contact; null when there is none.")]
    public ScriptValue ContactUri(RoutingContext context) => Read(context, _contactUri);

    [Function("gete_cturi", Surface = Surfaces.Kemi, Kemi = "kx.gete_cturi", Routes = RouteKinds.Any, Summary = "URI of the first Contact; empty when there is none.")]
    public ScriptValue ContactUriOrEmpty(RoutingContext context) => ReadOrEmpty(context, _contactUri);

    [Function("getw_cturi", Surface = Surfaces.Kemi, Kemi = "kx.getw_cturi", Routes = RouteKinds.Any, Summary = "URI of the first Contact; <null> when there is none.")]
    public ScriptValue ContactUriOrNullText(RoutingContext context) => ReadOrNullText(context, _contactUri);

    [Function("get_srcuri", Surface = Surfaces.Kemi, Kemi = "kx.get_srcuri", Routes = RouteKinds.Any, Summary = "Source of the message as URI.")]
    public ScriptValue SourceUri(RoutingContext context) => Read(context, _sourceUri);

    private void BindUris(IVariableSource variables)
    {
        _requestUri = variables.Bind("$ru", out _);
        _originalUri = variables.Bind("$ou", out _);
        _fromUri = variables.Bind("$fu", out _);
        _toUri = variables.Bind("$tu", out _);
        _destinationUri = variables.Bind("$du", out _);
        _nextHopUri = variables.Bind("$nh(u)", out _);
        _contactUri = variables.Bind("$(ct{nameaddr.uri})", out _);
        _sourceUri = variables.Bind("$su", out _);
    }
}
