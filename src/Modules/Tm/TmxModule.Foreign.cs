using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Tm;

/// <content>Branches and transactions that are cancelled, answered or given up.</content>
internal sealed partial class TmxModule
{
    /// <summary>1 cancelled; -1 without a transaction or with another word.</summary>
    [Function("t_cancel_branches", Routes = RouteKinds.OnReply, Summary = "Cancels branches of the transaction: all, others than that of the reply, or this one.")]
    public ReturnCode CancelBranches(RoutingContext context, string which)
    {
        if (context.Transaction is not Transaction transaction)
            return ReturnCode.False;

        lock (transaction.Gate)
        {
            var downstream = transaction.Layer.Downstream;
            switch (which)
            {
                case "all":
                    downstream.CancelOthers(transaction, context.Worker, -1, 0);
                    return ReturnCode.True;
                case "others":
                    downstream.CancelOthers(transaction, context.Worker, context.BranchIndex, 0);
                    return ReturnCode.True;
                case "this" when transaction.Branch(context.BranchIndex) is { HasFinal: false } branch:
                    downstream.Cancel(branch, context.Worker);
                    return ReturnCode.True;
                default:
                    return ReturnCode.False;
            }
        }
    }

    /// <summary>1 cancelled; -1 when there is no such transaction or it is over.</summary>
    [Function("t_cancel_callid", Routes = RouteKinds.Any, Kemi = "t_cancel_callid/3,t_cancel_callid_reason/4", Summary = "Cancels another transaction by Call-ID and CSeq number; its failure_route sees the flag, its CANCELs tell the code.")]
    public ReturnCode CancelCallId(RoutingContext context, ScriptValue callId, ScriptValue cseq, FlagNumber flag, int code = 0)
    {
        using var id = new ValueBytes(context.Worker, callId);
        using var number = new ValueBytes(context.Worker, cseq);
        if (_tm!.Foreign.Find(id.Span, number.Span) is not { } transaction)
            return ReturnCode.False;

        var isDone = _tm.Foreign.Cancel(transaction, context.Worker, code, flag.Mask);
        transaction.Release();
        return ReturnCode.Of(isDone);
    }

    /// <summary>1 answered; -1 when there is no such transaction or it has its final reply.</summary>
    [Function("t_reply_callid", Routes = RouteKinds.Any, Summary = "Answers another transaction by Call-ID and CSeq number.")]
    public ReturnCode ReplyCallId(RoutingContext context, ScriptValue callId, ScriptValue cseq, int code, ScriptValue reason)
    {
        using var id = new ValueBytes(context.Worker, callId);
        using var number = new ValueBytes(context.Worker, cseq);
        using var text = new ValueBytes(context.Worker, reason);
        if (code is < 100 or > 699 || _tm!.Foreign.Find(id.Span, number.Span) is not { } transaction)
            return ReturnCode.False;

        var isDone = _tm.Foreign.Answer(transaction, context.Worker, code, text.Span);
        transaction.Release();
        return ReturnCode.Of(isDone);
    }

    /// <summary>-1 always: a 2xx to an INVITE made here is acknowledged when it comes, or never (tm.t_uac_start_noack).</summary>
    [Function("t_uac_ack_local", Routes = RouteKinds.Any, Summary = "Never succeeds: what waits for an ACK is not kept; a 2xx is acknowledged when it comes.")]
    public static ReturnCode AcknowledgeLocal(RoutingContext context, ScriptValue callId, ScriptValue cseq, ScriptValue headers = default, ScriptValue body = default) =>
        ReturnCode.False;

    /// <summary>1 forgotten; -1 without a transaction.</summary>
    [Function("t_drop", Routes = RouteKinds.Any, Kemi = "t_drop/0,t_drop_rcode/1", Answers = true, Summary = "Forgets the transaction without an answer; the code is what statistics count.")]
    public ReturnCode Drop(RoutingContext context, int code = 500)
    {
        if (context.Transaction is not Transaction transaction)
            return ReturnCode.False;

        lock (transaction.Gate)
        {
            for (var i = 0; i < transaction.BranchCount; i++)
                transaction.Layer.BranchTimers.Stop(transaction.Branch(i)!);

            transaction.LastStatus = Math.Clamp(code, 200, 699);
            transaction.Layer.Timers.Linger(transaction);
        }

        return ReturnCode.True;
    }

    /// <summary>1: a relay goes to the target of the branch that failed; -1 elsewhere.</summary>
    [Function("t_reuse_branch", Routes = RouteKinds.BranchFailure | RouteKinds.Event, Summary = "Makes the target of the branch that failed the one of the next relay.")]
    public ReturnCode ReuseBranch(RoutingContext context)
    {
        if (context.Route != RouteKinds.BranchFailure || BranchOf(context) is not { } branch)
            return ReturnCode.False;

        context.NewRequestUri.Set(branch.Uri);
        context.Ruid.Set(branch.Ruid);
        context.BranchFlags = branch.Flags;
        return ReturnCode.True;
    }

    /// <summary>Writes the extended flags into the transaction.</summary>
    [Function("t_flush_xflags", Summary = "Writes the extended message flags into the transaction.")]
    public ReturnCode FlushExtendedFlags(RoutingContext context)
    {
        if (context.Transaction is not Transaction transaction)
            return ReturnCode.False;

        lock (transaction.Gate)
            transaction.Request.ExtendedFlags = context.ExtendedFlags;

        return ReturnCode.True;
    }
}
