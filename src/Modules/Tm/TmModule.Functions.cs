using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Tm;

/// <content>Functions that begin, relay and answer.</content>
internal sealed partial class TmModule
{
    private const RouteKinds RelayRoutes = RouteKinds.Request | RouteKinds.Failure | RouteKinds.BranchFailure;
    private const RouteKinds ReplyRoutes = RouteKinds.Request | RouteKinds.OnReply | RouteKinds.Failure;

    /// <summary>1 begun, 0 a repetition that was absorbed (the script ends), -10 begun before.</summary>
    [Function("t_newtran", Routes = RouteKinds.Request, Answers = true, Summary = "Begins a transaction without relaying.")]
    public ReturnCode NewTransaction(RoutingContext context) => _requests.Begin(context);

    /// <summary>1 relayed; 0 absorbed; negative on failure: minus the SIP code, or -1.</summary>
    [Function("t_relay", ConstantArguments = true, Routes = RelayRoutes, Kemi = "t_relay/0", Answers = true, Summary = "Relays statefully to $du or the request URI and to all branches.")]
    public ReturnCode Relay(RoutingContext context) => _requests.Relay(context, default);

    /// <summary>1 sent; -1 without transaction or after its final reply.</summary>
    [Function("t_reply", ConstantArguments = true, Routes = ReplyRoutes, Answers = true, Summary = "Answers in the transaction.")]
    public ReturnCode Answer(RoutingContext context, int code, ScriptValue reason)
    {
        if (context.Transaction is null)
        {
            _log.Write(LogLevels.Error, "tm: cannot send a t_reply to a message for which no T-state has been established"u8);
            return ReturnCode.False;
        }

        var text = context.Worker.RentWriter();
        reason.WriteTo(text);
        if (text.Length == 0)
            text.Write(_layer.Settings.DefaultReason);

        var sent = Reply(context, code is < 100 or > 699 ? _layer.Settings.DefaultCode : code, text.Written);
        context.Worker.Return(text);
        return ReturnCode.Of(sent);
    }

    /// <summary>As t_reply; begins the transaction when there is none.</summary>
    [Function("t_send_reply", ConstantArguments = true, Routes = ReplyRoutes, Answers = true, Summary = "Answers in the transaction, which it begins when needed.")]
    public ReturnCode SendReply(RoutingContext context, int code, ScriptValue reason)
    {
        if (context.Transaction is null)
        {
            var begun = _requests.Begin(context);
            if (begun != ReturnCode.True)
                return begun;
        }

        return Answer(context, code, reason);
    }

    /// <summary>Lets go of a transaction that is neither relayed nor answered.</summary>
    [Function("t_release", Routes = RouteKinds.Request, Summary = "Lets go of a transaction of t_newtran.")]
    public ReturnCode Release(RoutingContext context)
    {
        if (context.Transaction is not Transaction transaction)
            return ReturnCode.False;

        lock (transaction.Gate)
            _layer.Timers.Linger(transaction);

        return ReturnCode.True;
    }

    /// <summary>See modules.md: CANCEL 1 when its INVITE is known; ACK to a negative reply and repetitions end the script.</summary>
    [Function("t_check_trans", Summary = "Tells whether the message belongs to a transaction; absorbs repetitions.")]
    public ReturnCode CheckTransaction(RoutingContext context) => _requests.Check(context);

    /// <summary>1 when the request, or the INVITE of an ACK, is known.</summary>
    [Function("t_lookup_request", Routes = RouteKinds.Request, Summary = "Tells whether the request has a transaction.")]
    public ReturnCode LookupRequest(RoutingContext context)
    {
        if (context.Transaction is not null)
            return ReturnCode.True;

        var known = _layer.Find(context);
        known?.Release();
        return ReturnCode.Of(known is not null);
    }

    /// <summary>The INVITE that a CANCEL means, or null; release it.</summary>
    internal Transaction? FindCanceled(RoutingContext cancel) => _requests.FindCanceled(cancel);

    /// <summary>1 when the INVITE of this CANCEL is known; mode 1 gives the CANCEL its flags.</summary>
    [Function("t_lookup_cancel", Routes = RouteKinds.Request, Kemi = "t_lookup_cancel/0,t_lookup_cancel_flags/1", Summary = "Tells whether the INVITE of a CANCEL has a transaction; mode 1 gives the CANCEL its flags.")]
    public ReturnCode LookupCancel(RoutingContext context, int mode = 0)
    {
        if (_requests.FindCanceled(context) is not { } invite)
            return ReturnCode.False;

        if (mode == 1)
            context.Flags |= invite.Request.Flags;

        invite.Release();
        return ReturnCode.True;
    }

    /// <summary>Answers with the error that the last relay left; 500 without one.</summary>
    [Function("t_reply_error", Routes = ReplyRoutes, Answers = true, Summary = "Answers in the transaction with the error of the last relay.")]
    public ReturnCode AnswerError(RoutingContext context)
    {
        if (context.Transaction is not Transaction transaction)
            return ReturnCode.False;

        lock (transaction.Gate)
        {
            if (!transaction.IsLive || transaction.HasFinal)
                return ReturnCode.False;

            var error = context.LastError == 0 ? context.PreviousError : context.LastError;
            transaction.DelayedError = error != 0 ? error : RelayErrors.Unspecified;
            _requests.AnswerError(transaction, context.Worker);
            return ReturnCode.True;
        }
    }

    /// <summary>1 done; -1 when it is no CANCEL or its INVITE is not known.</summary>
    [Function("t_relay_cancel", Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Answers = true, Summary = "Relays a CANCEL whose INVITE is known.")]
    public ReturnCode RelayCancel(RoutingContext context) =>
        context.Message.Method == Engine.Messages.SipMethod.Cancel && _requests.HasCanceled(context) ? _requests.Relay(context, default) : ReturnCode.False;

    /// <summary>Sends the last reply again.</summary>
    [Function("t_retransmit_reply", Routes = RouteKinds.Request, Answers = true, Summary = "Sends the last reply of the transaction again.")]
    public ReturnCode RetransmitReply(RoutingContext context)
    {
        if (context.Transaction is not Transaction transaction)
            return ReturnCode.False;

        lock (transaction.Gate)
            _layer.Upstream.Repeat(transaction, context.Worker);

        return ReturnCode.True;
    }

    /// <inheritdoc />
    public bool HasTransaction(RoutingContext context) => context.Transaction is Transaction { IsLive: true };

    /// <inheritdoc />
    public bool Reply(RoutingContext context, int code, ReadOnlySpan<byte> reason)
    {
        if (context.Transaction is not Transaction transaction || code is < 100 or > 699)
            return false;

        lock (transaction.Gate)
        {
            if (context.Message.IsRequest && !ReferenceEquals(context, transaction.Request))
                transaction.Request.ReplyHeaders.Set(context.ReplyHeaders);

            return transaction.IsLive && _layer.Upstream.Answer(transaction, context.Worker, code, reason);
        }
    }
}
