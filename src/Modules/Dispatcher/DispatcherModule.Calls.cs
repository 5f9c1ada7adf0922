using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Dispatcher;

/// <content>Counting the calls of destinations, algorithm 10.</content>
internal sealed partial class DispatcherModule
{
    private const int SuccessClass = 2;

    /// <summary>1 always, as with the peer; -1 when calls are not counted.</summary>
    [Function("ds_load_update", Routes = RouteKinds.Any, Summary = "For BYE and CANCEL: the call is over. For a 2xx to an INVITE: the call was answered and counts for ds_hash_expire.")]
    public ReturnCode UpdateLoad(RoutingContext context)
    {
        if (CallIdOf(context) is not { } callId)
            return ReturnCode.False;

        var message = context.Message;
        if (message.IsRequest && message.Method is SipMethod.Bye or SipMethod.Cancel)
            Calls.End(callId);
        else if (!message.IsRequest && message.StatusCode / 100 == SuccessClass && message.TryGetCSeq(out var cseq) && cseq.Method == SipMethod.Invite)
            Calls.Confirm(callId, timers.NowMilliseconds + CallSeconds * 1000L);

        return ReturnCode.True;
    }

    /// <summary>1 done, -1 the call is not counted.</summary>
    [Function("ds_load_unset", Routes = RouteKinds.Any, Summary = "The call of this message is over for its destination.")]
    public ReturnCode UnsetLoad(RoutingContext context) => ReturnCode.Of(CallIdOf(context) is { } callId && Calls.End(callId));

    private string? CallIdOf(RoutingContext context) =>
        HashSize > 0 && context.Message.TryGetCallId(out var callId) ? Latin1.ToText(context.Message.Span(callId)) : null;

    private bool BeginCall(RoutingContext context, DispatchTarget target) =>
        context.Message.IsRequest
        && context.Message.Method == SipMethod.Invite
        && target.Line.Attributes.Id is not null
        && CallIdOf(context) is { } callId
        && Calls.Begin(callId, target.Load, timers.NowMilliseconds + CallSetupSeconds * 1000L);

    private void MoveCall(RoutingContext context, DispatchTarget target)
    {
        if (CallIdOf(context) is { } callId)
            Calls.Move(callId, target.Load);
    }
}
