using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Sdpops.Api;

namespace Signalbox.Modules.Rtpengine;

/// <content>Functions about offers and answers.</content>
internal sealed partial class RtpengineModule
{
    private const int Failed = 300;
    private static readonly ItemSlot<MediaChoice> Chosen = new();

    /// <summary>1 done, -1 not, or there was nothing to do.</summary>
    [Function("rtpengine_manage", Kemi = "rtpengine_manage0/0,rtpengine_manage/1,rtpengine_manage2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Does what the message asks for: offer, answer, or delete at BYE, CANCEL, a failed reply and in a failure route.")]
    public ReturnCode Manage(RoutingContext context, string flags = "", string viaBranch = "") =>
        DecisionOf(context) is { } command ? RunOn(context, command, flags, viaBranch) : ReturnCode.False;

    /// <summary>1 done, -1 not.</summary>
    [Function("rtpengine_offer", Kemi = "rtpengine_offer0/0,rtpengine_offer/1,rtpengine_offer2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Sends the SDP of the message as an offer and puts the new one into it.")]
    public ReturnCode Offer(RoutingContext context, string flags = "", string viaBranch = "") => Exchange(context, NgCommand.Offer, flags, viaBranch);

    /// <summary>1 done, -1 not.</summary>
    [Function("rtpengine_answer", Kemi = "rtpengine_answer0/0,rtpengine_answer/1,rtpengine_answer2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Sends the SDP of a reply or ACK as an answer and puts the new one into it.")]
    public ReturnCode Answer(RoutingContext context, string flags = "", string viaBranch = "") =>
        context.Message.IsRequest && context.Message.Method != SipMethod.Ack ? ReturnCode.False : Exchange(context, NgCommand.Answer, flags, viaBranch);

    /// <summary>1 done, -1 not.</summary>
    [Function("rtpengine_delete", Kemi = "rtpengine_delete0/0,rtpengine_delete/1,rtpengine_delete2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Ends the media of the call.")]
    public ReturnCode Delete(RoutingContext context, string flags = "", string viaBranch = "") => Tell(context, NgCommand.Delete, flags, viaBranch);

    /// <summary>Offer in a request, answer in a reply.</summary>
    [Function("rtpengine_info", Routes = RouteKinds.Any, Blocking = true, Summary = "Sends the SDP of the message: as an offer in a request, as an answer in a reply.")]
    public ReturnCode Info(RoutingContext context, string flags = "", string viaBranch = "") =>
        Exchange(context, context.Message.IsRequest ? NgCommand.Offer : NgCommand.Answer, flags, viaBranch);

    /// <summary>1, or -1 when there is no such set.</summary>
    [Function("set_rtpengine_set", Kemi = "set_rtpengine_set/1,set_rtpengine_set2/2", Routes = RouteKinds.Any, Summary = "Chooses the set of servers for the commands of this message; the second one when the first has no server left.")]
    public ReturnCode ChooseSet(RoutingContext context, int id, int second = -1)
    {
        if (!_sets.ContainsKey(id) || (second >= 0 && !_sets.ContainsKey(second)))
            return ReturnCode.False;

        context.Items.Set(Chosen, new MediaChoice(id, second));
        return ReturnCode.True;
    }

    /// <summary>1 done, -1 not.</summary>
    [Function("rtpengine_query_v", Routes = RouteKinds.Any, Blocking = true, Summary = "Asks for the state of the call and puts the reply, bencoded, into a variable.")]
    public ReturnCode QueryInto(RoutingContext context, string flags, [Assigned] VariableReference destination) =>
        ReturnCode.Of(Ask(context, NgCommand.Query, flags, string.Empty, default) is { } reply && destination.Write(context, ScriptValue.Of(Latin1.ToText(reply))));

    /// <summary>Packets and bytes of the call.</summary>
    [PseudoVariable("rtpstat", Summary = "Bytes and packets of the call so far; undefined when no server knows it. Asks the server at each read.")]
    public ScriptValue Statistics(RoutingContext context) =>
        Ask(context, NgCommand.Query, string.Empty, string.Empty, default) is { } reply ? ScriptValue.Of(MediaTotals.Show(reply)) : ScriptValue.Undefined;

    /// <summary>The whole answer about the call.</summary>
    [PseudoVariable("rtpestat", Summary = "All that the server knows of the call, bencoded; undefined when no server knows it. Asks the server at each read.")]
    public ScriptValue FullStatistics(RoutingContext context) =>
        Ask(context, NgCommand.Query, string.Empty, string.Empty, default) is { } reply ? ScriptValue.Of(Latin1.ToText(reply)) : ScriptValue.Undefined;

    private static NgCommand? DecisionOf(RoutingContext context)
    {
        var message = context.Message;
        var hasSdp = SdpBody.Find(message, out _) == SdpOutcome.Found;
        if (!message.IsRequest)
        {
            if (message.StatusCode >= Failed)
                return NgCommand.Delete;

            if (!hasSdp)
                return null;

            // An offer may come with the reply, when the request had none.
            var isOffer = context.Transaction is { } transaction && SdpBody.Find(transaction.Request.Message, out _) != SdpOutcome.Found;
            return isOffer ? NgCommand.Offer : NgCommand.Answer;
        }

        if (context.Route is RouteKinds.Failure or RouteKinds.BranchFailure || message.Method is SipMethod.Bye or SipMethod.Cancel)
            return NgCommand.Delete;

        if (!hasSdp)
            return null;

        return message.Method == SipMethod.Ack ? NgCommand.Answer : NgCommand.Offer;
    }

    private ReturnCode RunOn(RoutingContext context, NgCommand command, string flags, string viaBranch) =>
        command == NgCommand.Delete ? Tell(context, command, flags, viaBranch) : Exchange(context, command, flags, viaBranch);

    private ReturnCode Tell(RoutingContext context, NgCommand command, string flags, string viaBranch) =>
        ReturnCode.Of(Ask(context, command, flags, viaBranch, default) is not null);
}
