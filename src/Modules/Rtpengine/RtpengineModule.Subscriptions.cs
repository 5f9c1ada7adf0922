using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Rtpengine;

/// <content>Media of a call for further listeners, and calls whose media are joined. The arguments of the newer peer are not recorded; these follow the control protocol.</content>
internal sealed partial class RtpengineModule
{
    /// <summary>1 done, -1 not.</summary>
    [Function("rtpengine_connect", Kemi = "rtpengine_connect0/0,rtpengine_connect/1,rtpengine_connect2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Joins the media of two parties that have each an own offer and answer: flags with to-tag=….")]
    public ReturnCode Connect(RoutingContext context, string flags = "", string viaBranch = "") => Tell(context, NgCommand.Connect, flags, viaBranch);

    /// <summary>1 done; -1 when no server did it or a variable cannot be set.</summary>
    [Function("rtpengine_subscribe_request", Kemi = "rtpengine_subscribe_request/4", Routes = RouteKinds.Any, Blocking = true, Summary = "Asks for the media of a call for a listener: the offer, the tag of the listener and the tags of the talkers go into variables.")]
    public ReturnCode SubscribeRequest(
        RoutingContext context, string flags, [Assigned] VariableReference sdp, [Assigned] VariableReference toTag, [Assigned] VariableReference fromTags, string viaBranch = "")
    {
        if (Ask(context, NgCommand.SubscribeRequest, flags, viaBranch, default) is not { } reply)
            return ReturnCode.False;

        return ReturnCode.Of(Take(context, reply, "sdp"u8, sdp) & Take(context, reply, "to-tag"u8, toTag) & Take(context, reply, "from-tag"u8, fromTags));
    }

    /// <summary>1 done, -1 not, or the message has no SDP.</summary>
    [Function("rtpengine_subscribe_answer", Kemi = "rtpengine_subscribe_answer/1", Routes = RouteKinds.Any, Blocking = true, Summary = "Sends the SDP of the message as the listener's answer to rtpengine_subscribe_request: flags with to-tag=….")]
    public ReturnCode SubscribeAnswer(RoutingContext context, string flags, string viaBranch = "")
    {
        var sdp = context.Worker.RentWriter();
        var place = default(Engine.Messages.TextRange);
        var isDone = TryReadSdp(context, sdp, ref place) && Ask(context, NgCommand.SubscribeAnswer, flags, viaBranch, sdp.Written) is not null;
        context.Worker.Return(sdp);
        return ReturnCode.Of(isDone);
    }

    /// <summary>1 done, -1 not.</summary>
    [Function("rtpengine_unsubscribe", Kemi = "rtpengine_unsubscribe/1", Routes = RouteKinds.Any, Blocking = true, Summary = "Ends what rtpengine_subscribe_request began: flags with to-tag=….")]
    public ReturnCode Unsubscribe(RoutingContext context, string flags, string viaBranch = "") => Tell(context, NgCommand.Unsubscribe, flags, viaBranch);

    // A server that says less leaves the variable undefined.
    private static bool Take(RoutingContext context, ReadOnlySpan<byte> reply, ReadOnlySpan<byte> member, VariableReference target) =>
        target.Write(context, BencodeReader.TryFindText(reply, member, out var text) ? ScriptValue.Of(Latin1.ToText(text)) : ScriptValue.Undefined);
}
