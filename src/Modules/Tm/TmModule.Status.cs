using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm;

/// <content>Functions that ask for the state of the transaction.</content>
internal sealed partial class TmModule
{
    private const RouteKinds FailureRoutes = RouteKinds.Failure | RouteKinds.BranchFailure | RouteKinds.Event;

    /// <summary>1 when the code matches: chosen code in failure routes, that of the reply in reply routes, last sent in requests.</summary>
    [Function("t_check_status", ConstantArguments = true, Routes = ReplyRoutes | RouteKinds.BranchFailure | RouteKinds.Branch, Summary = "Matches the status code by a regular expression.")]
    public ReturnCode CheckStatus(RoutingContext context, StatusPattern pattern)
    {
        var code = StatusOf(context);
        return ReturnCode.Of(code > 0 && pattern.Matches(code));
    }

    /// <summary>The status code that t_check_status looks at, -1 when there is none.</summary>
    [Function("t_get_status_code", Routes = ReplyRoutes | RouteKinds.Branch, Summary = "Returns the last status code.")]
    public ReturnCode GetStatusCode(RoutingContext context)
    {
        var code = StatusOf(context);
        return code > 0 ? code : -1;
    }

    /// <summary>Number of the branch.</summary>
    [Function("t_get_branch_index", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Returns the branch number.")]
    public long GetBranchIndex(RoutingContext context) => context.BranchIndex;

    /// <summary>1 when a CANCEL came in.</summary>
    [Function("t_is_canceled", Routes = ArmRoutes, Summary = "Tells whether the INVITE was cancelled.")]
    public ReturnCode IsCanceled(RoutingContext context) => ReturnCode.Of(context.Transaction is Transaction { IsCanceled: true });

    /// <summary>1 when the lifetime passed.</summary>
    [Function("t_is_expired", Routes = ArmRoutes, Summary = "Tells whether the transaction reached its limit of life.")]
    public ReturnCode IsExpired(RoutingContext context)
    {
        if (context.Transaction is not Transaction transaction)
            return ReturnCode.False;

        var setup = transaction.Setup;
        var life = transaction.IsInvite
            ? TransactionTimers.Choose(setup.LifetimeInviteMs, _layer.Settings.LifetimeInvite)
            : TransactionTimers.Choose(setup.LifetimeOtherMs, _layer.Settings.LifetimeOther);
        return ReturnCode.Of(_services.Timers.NowMilliseconds >= transaction.Began + life);
    }

    /// <summary>1 when the branch that failed timed out.</summary>
    [Function("t_branch_timeout", Routes = FailureRoutes, Summary = "Tells whether the failed branch timed out.")]
    public ReturnCode BranchTimeout(RoutingContext context) => ReturnCode.Of(PickedBranch(context) is { IsTimeout: true });

    /// <summary>1 when the branch that failed had a reply.</summary>
    [Function("t_branch_replied", Routes = FailureRoutes, Summary = "Tells whether the failed branch had any reply.")]
    public ReturnCode BranchReplied(RoutingContext context) => ReturnCode.Of(PickedBranch(context) is { HasReply: true });

    /// <summary>1 when some branch timed out.</summary>
    [Function("t_any_timeout", Routes = ArmRoutes, Summary = "Tells whether some branch timed out.")]
    public ReturnCode AnyTimeout(RoutingContext context) => ReturnCode.Of(context.Transaction is Transaction { HasTimeout: true });

    /// <summary>1 when some branch had a reply.</summary>
    [Function("t_any_replied", Routes = ArmRoutes, Summary = "Tells whether some branch had any reply.")]
    public ReturnCode AnyReplied(RoutingContext context)
    {
        if (context.Transaction is not Transaction transaction)
            return ReturnCode.False;

        for (var i = 0; i < transaction.BranchCount; i++)
        {
            if (transaction.Branch(i)!.HasReply)
                return ReturnCode.True;
        }

        return ReturnCode.False;
    }

    /// <summary>1 when some branch has that code.</summary>
    [Function("t_grep_status", Routes = ArmRoutes, Summary = "Tells whether some branch ended with the code.")]
    public ReturnCode GrepStatus(RoutingContext context, int code)
    {
        if (context.Transaction is not Transaction transaction)
            return ReturnCode.False;

        for (var i = 0; i < transaction.BranchCount; i++)
        {
            if (transaction.Branch(i)!.Status == code)
                return ReturnCode.True;
        }

        return ReturnCode.False;
    }

    /// <summary>Takes earlier replies out of the choice of the final one.</summary>
    [Function("t_drop_replies", Routes = RouteKinds.Failure, Kemi = "t_drop_replies_all/0,t_drop_replies/1", Summary = "Earlier replies do not compete: a all (default), l those of the last leg, n none.")]
    public ReturnCode DropReplies(RoutingContext context, string mode = "a")
    {
        if (context.Transaction is not Transaction transaction || mode.StartsWith('n'))
            return ReturnCode.Of(context.Transaction is not null);

        var from = mode.StartsWith('l') ? transaction.LegStart : 0;
        for (var i = from; i < transaction.BranchCount; i++)
            transaction.Branch(i)!.IsDiscarded = true;

        return ReturnCode.True;
    }

    /// <summary>The status code that a route of a transaction is about; 0 = none.</summary>
    internal static int StatusOf(RoutingContext context)
    {
        if (!context.Message.IsRequest)
            return context.Message.StatusCode;

        if (context.Transaction is not Transaction transaction)
            return 0;

        return transaction.PickedStatus > 0 ? transaction.PickedStatus : transaction.LastStatus;
    }

    private static UacBranch? PickedBranch(RoutingContext context) =>
        context.Transaction is Transaction transaction ? transaction.Branch(transaction.PickedBranch) : null;
}
