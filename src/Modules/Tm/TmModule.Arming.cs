using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm;

/// <content>Functions that arm routes and set times.</content>
internal sealed partial class TmModule
{
    private const RouteKinds ArmRoutes = RouteKinds.Request | RouteKinds.Failure | RouteKinds.OnReply | RouteKinds.Branch | RouteKinds.BranchFailure;

    /// <summary>Arms failure_route[name] for the end of this leg.</summary>
    [Function("t_on_failure", ConstantArguments = true, Routes = ArmRoutes, Summary = "Arms a failure_route.")]
    public ReturnCode OnFailure(RoutingContext context, [RouteName(RouteKinds.Failure)] string name)
    {
        var route = context.Snapshot.Routes.Find(RouteKinds.Failure, name);
        SetupPool.Of(context).OnFailure = route;
        return ReturnCode.Of(route is not null);
    }

    /// <summary>Arms onreply_route[name]; in a branch_route for that branch only.</summary>
    [Function("t_on_reply", ConstantArguments = true, Routes = ArmRoutes, Summary = "Arms an onreply_route for the transaction, or in branch_route for the branch.")]
    public ReturnCode OnReply(RoutingContext context, [RouteName(RouteKinds.OnReply)] string name)
    {
        var route = context.Snapshot.Routes.Find(RouteKinds.OnReply, name);
        if (context.Transaction is Transaction { CurrentBranch: { } branch })
            branch.OnReply = route;
        else
            SetupPool.Of(context).OnReply = route;

        return ReturnCode.Of(route is not null);
    }

    /// <summary>Arms branch_route[name].</summary>
    [Function("t_on_branch", ConstantArguments = true, Routes = RelayRoutes, Summary = "Arms a branch_route, run for each branch before it is sent.")]
    public ReturnCode OnBranch(RoutingContext context, [RouteName(RouteKinds.Branch)] string name)
    {
        var route = context.Snapshot.Routes.Find(RouteKinds.Branch, name);
        SetupPool.Of(context).OnBranch = route;
        return ReturnCode.Of(route is not null);
    }

    /// <summary>Arms event_route[tm:branch-failure:name].</summary>
    [Function("t_on_branch_failure", ConstantArguments = true, Routes = ArmRoutes, Summary = "Arms event_route[tm:branch-failure:name].")]
    public ReturnCode OnBranchFailure(RoutingContext context, [RouteName(RouteKinds.BranchFailure)] string name)
    {
        var route = context.Snapshot.Routes.Find(RouteKinds.BranchFailure, name);
        SetupPool.Of(context).OnBranchFailure = route;
        return ReturnCode.Of(route is not null);
    }

    /// <summary>1 when a route of that kind is armed.</summary>
    [Function("t_is_set", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "Tells whether a route is armed: branch_route, failure_route, onreply_route or branch_failure_route.")]
    public ReturnCode IsSet(RoutingContext context, string target)
    {
        var setup = SetupPool.Of(context);
        return ReturnCode.Of(target switch
        {
            "branch_route" => setup.OnBranch is not null,
            "failure_route" => setup.OnFailure is not null,
            "onreply_route" => setup.OnReply is not null,
            "branch_failure_route" => setup.OnBranchFailure is not null,
            _ => false,
        });
    }

    /// <summary>Sets fr_inv_timer and, when given, fr_timer of this transaction, in ms.</summary>
    [Function("t_set_fr", Routes = ArmRoutes, Kemi = "t_set_fr/2,t_set_fr_inv/1", Summary = "Sets fr_inv_timer and fr_timer of the transaction, in ms; 0 leaves one as it is.")]
    public ReturnCode SetFinalReplyTimers(RoutingContext context, int inviteMs, int otherMs = 0)
    {
        var setup = SetupPool.Of(context);
        if (inviteMs > 0)
            setup.FinalReplyInviteMs = inviteMs;

        if (otherMs > 0)
            setup.FinalReplyMs = otherMs;

        return Changed(context);
    }

    /// <summary>Back to the module's fr_timer and fr_inv_timer.</summary>
    [Function("t_reset_fr", Routes = ArmRoutes, Summary = "Back to the module's fr_timer and fr_inv_timer.")]
    public ReturnCode ResetFinalReplyTimers(RoutingContext context)
    {
        var setup = SetupPool.Of(context);
        setup.FinalReplyInviteMs = setup.FinalReplyMs = -1;
        return Changed(context);
    }

    /// <summary>Sets the retransmission gaps, in ms.</summary>
    [Function("t_set_retr", Routes = ArmRoutes, Summary = "Sets first and largest retransmission gap of the transaction, in ms.")]
    public ReturnCode SetRetransmission(RoutingContext context, int firstMs, int largestMs)
    {
        var setup = SetupPool.Of(context);
        setup.FirstGapMs = firstMs;
        setup.LargestGapMs = largestMs;
        return ReturnCode.True;
    }

    /// <summary>Back to the module's gaps.</summary>
    [Function("t_reset_retr", Routes = ArmRoutes, Summary = "Back to the module's retransmission gaps.")]
    public ReturnCode ResetRetransmission(RoutingContext context)
    {
        var setup = SetupPool.Of(context);
        setup.FirstGapMs = setup.LargestGapMs = -1;
        return ReturnCode.True;
    }

    /// <summary>Sets the limits of life, in ms.</summary>
    [Function("t_set_max_lifetime", Routes = ArmRoutes, Summary = "Sets the limits of life for INVITE and other transactions, in ms.")]
    public ReturnCode SetLifetime(RoutingContext context, int inviteMs, int otherMs)
    {
        var setup = SetupPool.Of(context);
        setup.LifetimeInviteMs = inviteMs;
        setup.LifetimeOtherMs = otherMs;
        return Changed(context);
    }

    /// <summary>Back to the module's limits.</summary>
    [Function("t_reset_max_lifetime", Routes = ArmRoutes, Summary = "Back to the module's limits of life.")]
    public ReturnCode ResetLifetime(RoutingContext context)
    {
        var setup = SetupPool.Of(context);
        setup.LifetimeInviteMs = setup.LifetimeOtherMs = -1;
        return Changed(context);
    }

    // Branches that are out wait as long as the new times say.
    private ReturnCode Changed(RoutingContext context)
    {
        if (context.Transaction is Transaction transaction)
        {
            lock (transaction.Gate)
                _layer.BranchTimers.Changed(transaction);
        }

        return ReturnCode.True;
    }
}
