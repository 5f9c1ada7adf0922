using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <summary>Stateful relay: parameters and life of the module.</summary>
[Module("tm", Summary = "Stateful relay of requests: transactions, forking, timers, failure handling.")]
internal sealed partial class TmModule : IModule, IRequestHook, IReplyHook, ITransactionLayer, ILocalRequests, IUnsentRequests, ISuspendedTransactions, ILiveParameters, IUnfinishedWork
{
    private const string StateName = "tm";
    private readonly TmServices _services;
    private readonly IScriptLog _log;
    private TransactionLayer _layer;
    private RequestStep _requests;
    private ReplicaStep _replicas;
    private SuspendStep _suspension;
    private ForeignStep _foreign;
    private UnsentStep _unsent;
    private CoreSettings _core = new();

    /// <summary>Made by the loader.</summary>
    public TmModule(
        ITransportTable transports,
        IMessageSender sender,
        ITimers timers,
        IDestinationResolver resolver,
        StateStore state,
        IReloadService reload,
        IRouteWorkers routeWorkers,
        TimeProvider time,
        IScriptLog log)
    {
        _log = log;
        var table = state.GetOrAdd(StateName, static () => new TransactionTable());
        var statistics = state.GetOrAdd(StateName, static () => new TmStatistics());
        var forwarder = new RequestForwarder(transports, sender, resolver);
        _services = new TmServices(transports, sender, timers, forwarder, reload, routeWorkers, time, log, table, statistics);
        Build(new TmSettings());
    }

    /// <summary>Wait for a final reply, or for the ACK to a negative one; a number below 1 = as long as the transaction may live.</summary>
    [Parameter("fr_timer", Default = "30000", Unit = "ms", Live = true, Summary = "Wait for a final reply; below 1 = as long as the transaction may live.")]
    public int FinalReplyTimer { get; set => field = value < 1 ? int.MaxValue : value; } = 30000;

    /// <summary>Wait for a final reply to an INVITE after a provisional one; a number below 1 = as long as the transaction may live.</summary>
    [Parameter("fr_inv_timer", Default = "120000", Unit = "ms", Live = true, Summary = "Wait for a final reply to an INVITE after a provisional one; below 1 = as long as the transaction may live.")]
    public int FinalReplyInviteTimer { get; set => field = value < 1 ? int.MaxValue : value; } = 120000;

    /// <summary>How long an ended transaction absorbs late messages.</summary>
    [Parameter("wt_timer", Default = "5000", Unit = "ms", Live = true, Summary = "How long an ended transaction absorbs late messages.", Min = 1)]
    public int WaitTimer { get; set; } = 5000;

    /// <summary>First retransmission gap over UDP.</summary>
    [Parameter("retr_timer1", Default = "500", Unit = "ms", Live = true, Summary = "First retransmission gap over UDP; doubles.", Min = 1)]
    public int FirstGap { get; set; } = 500;

    /// <summary>Largest retransmission gap over UDP.</summary>
    [Parameter("retr_timer2", Default = "4000", Unit = "ms", Live = true, Summary = "Largest retransmission gap over UDP.", Min = 1)]
    public int LargestGap { get; set; } = 4000;

    /// <summary>Limit of INVITE transactions.</summary>
    [Parameter("max_inv_lifetime", Default = "180000", Unit = "ms", Live = true, Summary = "Limit of INVITE transactions, from creation.", Min = 1)]
    public int LifetimeInvite { get; set; } = 180000;

    /// <summary>Limit of other transactions.</summary>
    [Parameter("max_noninv_lifetime", Default = "32000", Unit = "ms", Live = true, Summary = "Limit of other transactions, from creation.", Min = 1)]
    public int LifetimeOther { get; set; } = 32000;

    /// <summary>Each provisional reply starts fr_inv_timer again.</summary>
    [Parameter("restart_fr_on_each_reply", Default = "1", Live = true, Summary = "Each provisional reply starts fr_inv_timer again.")]
    public bool RestartOnEachReply { get; set; } = true;

    /// <summary>Which earlier branches compete in serial forking.</summary>
    [Parameter("failure_reply_mode", Default = "3", Summary = "Earlier branches that compete in serial forking: 0 all, 2 all but the last leg, 1 and 3 none.", Min = 0, Max = 3)]
    public int FailureReplyMode { get; set; } = 3;

    /// <summary>Send 100 by itself.</summary>
    [Parameter("auto_inv_100", Default = "1", Live = true, Summary = "Send 100 when an INVITE is relayed.")]
    public bool Automatic100 { get; set; } = true;

    /// <summary>Reason phrase of that 100.</summary>
    [Parameter("auto_inv_100_reason", Default = "trying -- your call is important to us", Live = true, Summary = "Reason phrase of that 100.")]
    public string Reason100 { get; set; } = "trying -- your call is important to us";

    /// <summary>A chosen 503 goes upstream as 500.</summary>
    [Parameter("remap_503_500", Default = "1", Summary = "A chosen 503 goes upstream as 500.")]
    public bool Remap503 { get; set; } = true;

    /// <summary>6xx is an ordinary failure.</summary>
    [Parameter("disable_6xx_block", Default = "0", Live = true, Summary = "6xx is an ordinary failure: other branches go on.")]
    public bool Disable6xx { get; set; }

    /// <summary>CANCELs made here tell why.</summary>
    [Parameter("local_cancel_reason", Default = "1", Live = true, Summary = "Add Reason to CANCELs made here.")]
    public bool LocalCancelReason { get; set; } = true;

    /// <summary>Reason of a received CANCEL is passed on.</summary>
    [Parameter("e2e_cancel_reason", Default = "1", Live = true, Summary = "Copy Reason of a received CANCEL into those sent on.")]
    public bool EndToEndCancelReason { get; set; } = true;

    /// <summary>What becomes of a CANCEL without INVITE.</summary>
    [Parameter("unmatched_cancel", Default = "0", Live = true, Summary = "CANCEL without INVITE: 0 relayed statefully, 1 statelessly, 2 dropped.", Min = 0, Max = 2)]
    public int UnmatchedCancel { get; set; }

    /// <summary>How branches without provisional reply are cancelled.</summary>
    [Parameter("cancel_b_method", Default = "1", Live = true, Summary = "Branches without provisional reply: 0 end with 487, 1 CANCEL at the first 1xx, 2 CANCEL at once.", Min = 0, Max = 2)]
    public int CancelMode { get; set; } = 1;

    /// <summary>Added to the priority of replies made here.</summary>
    [Parameter("faked_reply_prio", Default = "0", Summary = "Added to the priority of replies made here; above 0 makes them worse.")]
    public int FakedReplyPriority { get; set; }

    /// <summary>Where the ACK to a 2xx of an INVITE made here goes.</summary>
    [Parameter("local_ack_mode", Default = "0", Live = true, Summary = "ACK to a 2xx of an INVITE made here: 0 along the route set, 1 next hop of the INVITE, 2 source of the reply.", Min = 0, Max = 2)]
    public int LocalAckMode { get; set; }

    /// <summary>100 from downstream is relayed.</summary>
    [Parameter("relay_100", Default = "0", Live = true, Summary = "Relay 100 from downstream.")]
    public bool Relay100 { get; set; }

    /// <summary>Function of a KEMI script that gets the events.</summary>
    [Parameter("event_callback", IsEventCallback = true, Summary = "KEMI function that gets the events instead of event routes.")]
    public string EventCallback { get; set; } = string.Empty;

    /// <summary>A request was made here and is about to be sent.</summary>
    [Event("tm:local-request", Summary = "Runs before a request made here is sent, on the request; drop stops it.")]
    public EventRoute LocalRequest { get; } = new("tm:local-request");

    /// <summary>A reply was made here and sent.</summary>
    [Event("tm:local-response", Summary = "Runs after a reply made here was sent, on the request.")]
    public EventRoute LocalResponse { get; } = new("tm:local-response");

    /// <summary>A reply made here was sent.</summary>
    [Event("tm:local-response-sent", Callback = "event_callback_lres_sent", Summary = "As tm:local-response, after it.")]
    public EventRoute LocalResponseSent { get; } = new("tm:local-response-sent");

    /// <summary>The ACK to a 2xx of an INVITE made here was sent.</summary>
    [Event("tm:local-ack-sent", Callback = "evcb_local_ack_sent", Summary = "Runs after the ACK to a 2xx of an INVITE made here was sent, on the ACK.")]
    public EventRoute LocalAckSent { get; } = new("tm:local-ack-sent");

    /// <summary>The layer, for the other module of this folder.</summary>
    public TransactionLayer Layer => _layer;

    /// <summary>Request handling, for the other module of this folder.</summary>
    public RequestStep Requests => _requests;

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        if (LargestGap < FirstGap)
            validation.Error("retr_timer2", "retr_timer2 is below retr_timer1", "give at least the value of retr_timer1");

        if (OnStatelessReply.Length > 0 && validation.Routes.Find(RouteKinds.OnReply, OnStatelessReply) is null)
            validation.Error("on_sl_reply", $"there is no onreply_route[{OnStatelessReply}]", "name one that the configuration has");

        if (StatusCodes.Parse(FailoverCodes, out var bad) is { Length: 0 } && bad.Length > 0)
            validation.Error("failover_reply_codes", $"'{bad}' is no status code", "give codes from 300 to 699, separated by ; or ,");

        _core = validation.Settings;
        Build(ReadSettings(_core));
        _layer.Observers.Set(validation.All<ITransactionObserver>());
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (_services.Transports.Sockets.Count > 0)
        {
            var first = _services.Transports.Sockets[0].Local;
            _layer.Tags = ToTags.Transactional(first.HostText(), first.Port);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public bool BeforeRoute(RoutingContext context) => false;

    /// <inheritdoc />
    public void AfterRoute(RoutingContext context)
    {
        SetupPool.Release(context);
        if (context.Transaction is Transaction transaction)
            _requests.End(context, transaction);
    }

    /// <inheritdoc />
    public void Match(RoutingContext context) => _layer.Replies.Match(context);

    /// <inheritdoc />
    public bool Handle(RoutingContext context)
    {
        SetupPool.Release(context);
        return _layer.Replies.Handle(context) || IsStatelessReplyDropped(context);
    }

    /// <inheritdoc />
    void IUnsentRequests.Unsent(ReadOnlySpan<byte> request, in HostEndPoint remote) => _unsent.Fail(request, remote);

    /// <inheritdoc />
    int ILocalRequests.Send(LocalRequest request, WorkerState worker) => _layer.Local.Send(request, worker);

    /// <inheritdoc />
    bool ILocalRequests.Post(LocalRequest request) => _layer.Local.Post(request);

    /// <inheritdoc />
    public void ParametersChanged() => _layer.Settings = ReadSettings(_core);

    /// <inheritdoc />
    int IUnfinishedWork.Unfinished => Math.Max(0, _services.Table.Count - _services.Table.CountWaiting());

    /// <inheritdoc />
    bool IUnfinishedWork.Knows(RoutingContext request)
    {
        var method = request.Message.Method;
        if (method == SipMethod.Ack)
            return true;

        var known = method == SipMethod.Cancel ? _layer.FindCanceled(request) ?? _layer.Find(request) : _layer.Find(request);
        known?.Release();
        return known is not null;
    }

    private bool IsStatelessReplyDropped(RoutingContext context)
    {
        if (OnStatelessReply.Length == 0 || context.Snapshot.Routes.Find(RouteKinds.OnReply, OnStatelessReply) is not { } route)
            return false;

        context.Route = RouteKinds.OnReply;
        context.DropRequested = false;
        return route.Run(context).Drop || context.DropRequested;
    }

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_layer), nameof(_requests), nameof(_replicas), nameof(_suspension), nameof(_foreign), nameof(_unsent))]
    private void Build(TmSettings settings)
    {
        _layer = new TransactionLayer(_services, settings, new TmEvents(LocalRequest, LocalResponse, LocalResponseSent, LocalAckSent));
        _requests = new RequestStep(_layer);
        _replicas = new ReplicaStep(_layer, _requests);
        _suspension = new SuspendStep(_layer, _requests);
        _foreign = new ForeignStep(_layer);
        _unsent = new UnsentStep(_layer);
    }

    private TmSettings ReadSettings(CoreSettings core) => new()
    {
        FinalReply = FinalReplyTimer,
        FinalReplyInvite = FinalReplyInviteTimer,
        Wait = WaitTimer,
        FirstGap = FirstGap,
        LargestGap = LargestGap,
        LifetimeInvite = LifetimeInvite,
        LifetimeOther = LifetimeOther,
        RestartOnEachReply = RestartOnEachReply,
        FailureReplyMode = FailureReplyMode,
        Automatic100 = Automatic100,
        Reason100 = Latin1.ToBytes(Reason100),
        Remap503 = Remap503,
        Disable6xx = Disable6xx,
        LocalCancelReason = LocalCancelReason,
        EndToEndCancelReason = EndToEndCancelReason,
        UnmatchedCancel = UnmatchedCancel,
        CancelMode = CancelMode,
        FakedReplyPriority = FakedReplyPriority,
        Relay100 = Relay100,
        LocalAckMode = LocalAckMode,
        Match = Rules(),
        AggregateChallenges = AggregateChallenges,
        Noisy = Noisy,
        TimeoutCode = TimeoutCode,
        TimeoutReason = Latin1.ToBytes(TimeoutReason),
        DefaultCode = DefaultCode,
        DefaultReason = Latin1.ToBytes(DefaultReason),
        ExtraHeaders = Latin1.ToBytes(ExtraHeaders),
        FailsLater = FailureMode == 1,
        SlowRoute = SlowRoute,
        LocalFailureRoutes = LocalFailureRoutes,
        FinalReplyAvp = _finalReplyAvp?.Name,
        FinalReplyInviteAvp = _finalReplyInviteAvp?.Name,
        FailoverCodes = StatusCodes.Parse(FailoverCodes, out _),
        ServerLine = ServerLine.Of(core),
        UserAgentLine = LocalRequestWriter.UserAgentLine(core),
    };
}
