using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm;

/// <summary>Additions to tm: kinds of routes, requests under way, variables.</summary>
[Module("tmx", Summary = "Additions to tm: kinds of routes, requests under way, variables.", Requires = ["tm"])]
internal sealed partial class TmxModule : IModule, IRequestHook
{
    private static readonly object MarkKey = new();
    private readonly PendingRequests _pending;
    private readonly TmStatistics _statistics;
    private TmModule? _tm;

    /// <summary>Made by the loader.</summary>
    public TmxModule(StateStore state)
    {
        _pending = state.GetOrAdd("tmx", static () => new PendingRequests());
        _statistics = state.GetOrAdd("tm", static () => new TmStatistics());
    }

    /// <summary>t_precheck_trans looks into the transaction table too.</summary>
    [Parameter("precheck_trans", Default = "1", Summary = "t_precheck_trans looks into the transaction table too.")]
    public bool PrecheckTransactions { get; set; } = true;

    /// <summary>Transactions of received requests.</summary>
    [Statistic("UAS_transactions", Summary = "Transactions made for received requests.")]
    public Counter ServerTransactions => _statistics.Server;

    /// <summary>Transactions of requests made here.</summary>
    [Statistic("UAC_transactions", Summary = "Transactions made for requests of ours.")]
    public Counter LocalTransactions => _statistics.Local;

    /// <summary>Transactions in memory.</summary>
    [Statistic("inuse_transactions", Summary = "Transactions in memory.")]
    public Counter InUse => _tm!.CountInUse();

    /// <summary>Transactions that have not ended.</summary>
    [Statistic("active_transactions", Summary = "Transactions that have not ended.")]
    public Counter Active => _tm!.CountActive();

    /// <summary>Ended with 2xx.</summary>
    [Statistic("2xx_transactions", Summary = "Transactions ended with 2xx.")]
    public Counter Ended2xx => _statistics.Finals(2);

    /// <summary>Ended with 3xx.</summary>
    [Statistic("3xx_transactions", Summary = "Transactions ended with 3xx.")]
    public Counter Ended3xx => _statistics.Finals(3);

    /// <summary>Ended with 4xx.</summary>
    [Statistic("4xx_transactions", Summary = "Transactions ended with 4xx.")]
    public Counter Ended4xx => _statistics.Finals(4);

    /// <summary>Ended with 5xx.</summary>
    [Statistic("5xx_transactions", Summary = "Transactions ended with 5xx.")]
    public Counter Ended5xx => _statistics.Finals(5);

    /// <summary>Ended with 6xx.</summary>
    [Statistic("6xx_transactions", Summary = "Transactions ended with 6xx.")]
    public Counter Ended6xx => _statistics.Finals(6);

    /// <summary>Replies received.</summary>
    [Statistic("rpl_received", Summary = "Replies received for a transaction.")]
    public Counter RepliesReceived => _statistics.Received;

    /// <summary>Replies absorbed.</summary>
    [Statistic("rpl_absorbed", Summary = "Replies that ended here.")]
    public Counter RepliesAbsorbed => _statistics.Absorbed;

    /// <summary>Replies made here.</summary>
    [Statistic("rpl_generated", Summary = "Replies made here.")]
    public Counter RepliesGenerated => _statistics.Generated;

    /// <summary>Replies passed on.</summary>
    [Statistic("rpl_relayed", Summary = "Replies passed on.")]
    public Counter RepliesRelayed => _statistics.Relayed;

    /// <summary>Replies sent.</summary>
    [Statistic("rpl_sent", Summary = "Replies sent.")]
    public Counter RepliesSent => _statistics.Sent;

    /// <inheritdoc />
    public void Validate(ModuleValidation validation) => _tm = validation.Require<TmModule>("tm");

    /// <inheritdoc />
    public bool BeforeRoute(RoutingContext context) => false;

    /// <inheritdoc />
    public void AfterRoute(RoutingContext context)
    {
        if (!context.Worker.Locals.TryGetValue(MarkKey, out var known) || known is not PendingMark { Key: not 0 } mark)
            return;

        _pending.Leave(mark.Key);
        mark.Key = 0;
    }

    /// <summary>1 when another worker has the same request, or a transaction exists; else it is marked until the script ends.</summary>
    [Function("t_precheck_trans", Routes = RouteKinds.Request, Summary = "Tells whether the same request is being processed already.")]
    public ReturnCode Precheck(RoutingContext context)
    {
        if (PrecheckTransactions && _tm!.Layer.Find(context) is { } known)
        {
            known.Release();
            return ReturnCode.True;
        }

        var mark = MarkOf(context.Worker);
        if (mark.Key != 0)
            return ReturnCode.False;

        var key = PendingRequests.KeyOf(context.Message);
        if (!_pending.TryEnter(key))
            return ReturnCode.True;

        mark.Key = key;
        return ReturnCode.False;
    }

    /// <summary>1 inside request_route.</summary>
    [Function("t_is_request_route", Routes = RouteKinds.Any, Summary = "True inside request_route.")]
    public ReturnCode IsRequestRoute(RoutingContext context) => ReturnCode.Of(context.Route == RouteKinds.Request);

    /// <summary>1 inside reply routes.</summary>
    [Function("t_is_reply_route", Routes = RouteKinds.Any, Summary = "True inside reply routes.")]
    public ReturnCode IsReplyRoute(RoutingContext context) => ReturnCode.Of(context.Route is RouteKinds.Reply or RouteKinds.OnReply);

    /// <summary>1 inside failure_route.</summary>
    [Function("t_is_failure_route", Routes = RouteKinds.Any, Summary = "True inside failure_route.")]
    public ReturnCode IsFailureRoute(RoutingContext context) => ReturnCode.Of(context.Route == RouteKinds.Failure);

    /// <summary>1 inside branch_route.</summary>
    [Function("t_is_branch_route", Routes = RouteKinds.Any, Summary = "True inside branch_route.")]
    public ReturnCode IsBranchRoute(RoutingContext context) => ReturnCode.Of(context.Route == RouteKinds.Branch);

    /// <summary>Writes the message flags into the transaction.</summary>
    [Function("t_flush_flags", Summary = "Writes the message flags into the transaction.")]
    public ReturnCode FlushFlags(RoutingContext context)
    {
        if (context.Transaction is not Transaction transaction)
            return ReturnCode.False;

        lock (transaction.Gate)
            transaction.Request.Flags = context.Flags;

        return ReturnCode.True;
    }

    private static PendingMark MarkOf(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(MarkKey, out var known))
            return (PendingMark)known;

        var made = new PendingMark();
        worker.Locals.Add(MarkKey, made);
        return made;
    }
}
