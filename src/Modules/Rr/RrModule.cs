using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Rr.Api;

namespace Signalbox.Modules.Rr;

/// <summary>Record-Route and loose routing.</summary>
/// <param name="transports">Knows the own addresses.</param>
[Module("rr", Summary = "Record-Route and loose routing.")]
[Parameter("enable_socket_mismatch_warning", Kind = ParameterKind.Integer, Default = "1", Summary = "Warn when a request leaves by another socket than its Route says.", NoEffect = "no such warning is written")]
internal sealed partial class RrModule(ITransportTable transports) : IModule, IRequestDirection
{
    private const RouteKinds RecordRoutes = RouteKinds.Request | RouteKinds.Branch | RouteKinds.Failure;
    private readonly LooseRouting _routing = new(transports);
    private IReadOnlyList<IRoutedObserver> _observers = [];

    /// <summary>The From tag goes into the Record-Route URI.</summary>
    [Parameter("append_fromtag", Default = "1", Summary = "Add ftag= with the From tag to the Record-Route URI.")]
    public bool AppendFromTag { get; set; } = true;

    /// <summary><c>lr=on</c> instead of <c>lr</c>.</summary>
    [Parameter("enable_full_lr", Default = "0", Summary = "Write lr=on instead of lr.")]
    public bool FullLr { get; set; }

    [Parameter("force_send_socket", Default = "0", Summary = "Send from the socket in the own Route also when there is one Record-Route; with two that is always so.")]
    public bool ForceSendSocket { get => _routing.ForcesSocket; set => _routing.ForcesSocket = value; }

    /// <summary>Two headers when sockets differ.</summary>
    [Parameter("enable_double_rr", Default = "1", Summary = "Two Record-Route headers when the request leaves by another socket.")]
    public bool DoubleRecordRoute { get; set; } = true;

    /// <summary>Appends parameters, each with its semicolon, to the own Record-Route, before or after record_route.</summary>
    [Function("add_rr_param", ConstantArguments = true, Routes = RecordRoutes, Summary = "Appends parameters to the URI of the own Record-Route.")]
    public ReturnCode AddParameter(RoutingContext context, ScriptValue parameters)
    {
        var text = context.Worker.RentWriter();
        text.Write(context.RecordRoute.Parameters.Span);
        parameters.WriteTo(text);
        context.RecordRoute.Parameters.Set(text.Written);
        context.Worker.Return(text);
        return ReturnCode.True;
    }

    /// <summary>Takes all received Record-Route headers out.</summary>
    [Function("remove_record_route", Routes = RouteKinds.Request | RouteKinds.Failure, Summary = "Takes all received Record-Route headers out.")]
    public ReturnCode Remove(RoutingContext context)
    {
        var message = context.Message;
        for (var i = message.Find(HeaderName.RecordRoute); i >= 0; i = message.Find(HeaderName.RecordRoute, i + 1))
            context.Edits.RemoveHeader(i);

        return ReturnCode.True;
    }

    /// <summary>1 when the request goes on by its Route headers; -1 without, or when the only one was this server in an initial request.</summary>
    [Function("loose_route", Routes = RouteKinds.Request, Summary = "Routes by the Route headers.")]
    public ReturnCode Route(RoutingContext context) => ReturnCode.Of(Follow(context, checkStrict: true));

    /// <summary>As loose_route; mode 1 does not look for a strict router before.</summary>
    [Function("loose_route_mode", Routes = RouteKinds.Request, Summary = "Routes by the Route headers; mode 1 takes the previous hop for a loose router.")]
    public ReturnCode RouteMode(RoutingContext context, int mode) => ReturnCode.Of(Follow(context, (mode & 1) == 0));

    /// <summary>As loose_route, for initial requests only.</summary>
    [Function("loose_route_preloaded", Routes = RouteKinds.Request, Summary = "Routes an initial request by its Route headers.")]
    public ReturnCode RoutePreloaded(RoutingContext context) =>
        ReturnCode.Of(!context.Message.HasToTag && Follow(context, checkStrict: false));

    /// <summary>1 when loose_route took an own Route off and another one names the next hop, whatever became of $du since.</summary>
    [Function("rr_next_hop_route", Kemi = "next_hop_route", Routes = RouteKinds.Any, Summary = "True after loose_route when the next hop is from a Route below the own one.")]
    public static ReturnCode HasNextHop(RoutingContext context) => ReturnCode.Of(LooseRouting.HasNextHop(context));

    /// <summary>1 when the parameters of the own Route that loose_route consumed match.</summary>
    [Function("check_route_param", Routes = RouteKinds.Request, Summary = "Matches the parameters of the own Route by a regular expression, after loose_route.")]
    public ReturnCode CheckParameter(RoutingContext context, ParameterPattern pattern)
    {
        var parameters = RoutedParameters.Of(context);
        return ReturnCode.Of(!parameters.IsEmpty && pattern.Matches(parameters));
    }

    /// <summary>URI of the topmost Route header; null without.</summary>
    [PseudoVariable("route_uri", Summary = "URI of the topmost Route header.")]
    public ScriptValue RouteUri(RoutingContext context)
    {
        var reader = new NameAddressReader(context.Message, HeaderName.Route);
        return reader.TryRead(out var top) && top.IsValid ? context.Message.Value(top.Address.Uri) : ScriptValue.Undefined;
    }

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        _observers = validation.All<IRoutedObserver>();
        _customUser = CustomUser.Length == 0 ? null : validation.Variable("custom_user_avp", CustomUser);
    }

    private bool Follow(RoutingContext context, bool checkStrict)
    {
        if (!_routing.Route(context, checkStrict))
            return false;

        var parameters = RoutedParameters.Of(context);
        if (!parameters.IsEmpty)
        {
            foreach (var observer in _observers)
                observer.Routed(context, parameters);
        }

        return true;
    }
}
