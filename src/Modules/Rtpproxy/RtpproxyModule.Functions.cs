using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Sdpops.Api;

namespace Signalbox.Modules.Rtpproxy;

/// <content>Functions: 1 done, -1 not, or there was nothing to do.</content>
internal sealed partial class RtpproxyModule
{
    private const int FailedStatus = 300;
    private const char OfferCommand = 'U';
    private const char AnswerCommand = 'L';
    private static readonly ItemSlot<ProxyChoice> Chosen = new();

    [Function("rtpproxy_manage", Kemi = "rtpproxy_manage0/0,rtpproxy_manage/1,rtpproxy_manage_ip/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Does what the message asks for: offer, answer, or the end at BYE, CANCEL, a failed reply and in a failure route. Flags: c o r w e i a f l z b; an address takes the place of the proxy's.")]
    public ReturnCode Manage(RoutingContext context, string flags = "", string address = "")
    {
        var message = context.Message;
        var isEnd = message.IsRequest
            ? context.Route is RouteKinds.Failure or RouteKinds.BranchFailure || message.Method is SipMethod.Bye or SipMethod.Cancel
            : message.StatusCode >= FailedStatus;
        if (isEnd)
            return End(context, flags);

        return SdpBody.Find(message, out _) == SdpOutcome.Found ? Exchange(context, CommandOf(context), flags, address) : ReturnCode.False;
    }

    [Function("rtpproxy_offer", Kemi = "rtpproxy_offer0/0,rtpproxy_offer/1,rtpproxy_offer_ip/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Has the proxy make a session for the session description of the message, and puts the proxy's address into it.")]
    public ReturnCode Offer(RoutingContext context, string flags = "", string address = "") => Exchange(context, OfferCommand, flags, address);

    [Function("rtpproxy_answer", Kemi = "rtpproxy_answer0/0,rtpproxy_answer/1,rtpproxy_answer_ip/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Tells the proxy the answer in a reply or ACK, and puts the proxy's address into it.")]
    public ReturnCode Answer(RoutingContext context, string flags = "", string address = "") =>
        context.Message.IsRequest && context.Message.Method != SipMethod.Ack ? ReturnCode.False : Exchange(context, AnswerCommand, flags, address);

    [Function("rtpproxy_destroy", Kemi = "rtpproxy_destroy0/0,rtpproxy_destroy/1", Routes = RouteKinds.Any, Blocking = true, Summary = "Ends the media of the call.")]
    [Function("unforce_rtp_proxy", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Blocking = true, Summary = "As rtpproxy_destroy.")]
    public ReturnCode Destroy(RoutingContext context, string flags = "") => End(context, flags);

    [Function("start_recording", Routes = RouteKinds.Any, Blocking = true, Summary = "Has the proxy record the call.")]
    public ReturnCode StartRecording(RoutingContext context) => ReturnCode.Of(Tell(context, "R") is not null);

    [Function("rtpproxy_stream2uac", Routes = RouteKinds.Any, Blocking = true, Summary = "Plays a prompt of the proxy to the caller, so many times (-1 without end).")]
    public ReturnCode PlayToCaller(RoutingContext context, string prompt, int count) => Play(context, prompt, count, isSwapped: true);

    [Function("rtpproxy_stream2uas", Routes = RouteKinds.Any, Blocking = true, Summary = "Plays a prompt of the proxy to the callee, so many times (-1 without end).")]
    public ReturnCode PlayToCallee(RoutingContext context, string prompt, int count) => Play(context, prompt, count, isSwapped: false);

    [Function("rtpproxy_stop_stream2uac", Routes = RouteKinds.Any, Blocking = true, Summary = "Ends rtpproxy_stream2uac.")]
    public ReturnCode StopToCaller(RoutingContext context) => ReturnCode.Of(Tell(context, "S", isSwapped: true, isNumbered: true) is not null);

    [Function("rtpproxy_stop_stream2uas", Routes = RouteKinds.Any, Blocking = true, Summary = "Ends rtpproxy_stream2uas.")]
    public ReturnCode StopToCallee(RoutingContext context) => ReturnCode.Of(Tell(context, "S", isNumbered: true) is not null);

    [Function("set_rtp_proxy_set", Kemi = "set_rtpproxy_set", Routes = RouteKinds.Any, Summary = "Chooses the set of proxies for the commands of this message.")]
    public ReturnCode ChooseSet(RoutingContext context, int id)
    {
        if (!_sets.ContainsKey(id))
            return ReturnCode.False;

        context.Items.Set(Chosen, new ProxyChoice(id));
        return ReturnCode.True;
    }

    [PseudoVariable("rtpstat", Summary = "Statistics of the call as the proxy tells them; undefined when no proxy knows it. Asks the proxy at each read.")]
    [PseudoVariable("rtppstat", Summary = "As $rtpstat.")]
    public ScriptValue Statistics(RoutingContext context) => Tell(context, "Q") is { } reply ? ScriptValue.Of(Latin1.ToText(reply)) : ScriptValue.Undefined;

    private static char CommandOf(RoutingContext context)
    {
        if (context.Message.IsRequest)
            return context.Message.Method == SipMethod.Ack ? AnswerCommand : OfferCommand;

        // An offer may come with the reply, when the request had none.
        return context.Transaction is { } transaction && SdpBody.Find(transaction.Request.Message, out _) != SdpOutcome.Found ? OfferCommand : AnswerCommand;
    }

    private ReturnCode End(RoutingContext context, string flags) =>
        ReturnCode.Of(TryReadExtraId(context, ProxyFlags.Parse(flags), out var extraId) && Tell(context, "D", extraId: extraId) is not null);

    private ReturnCode Play(RoutingContext context, string prompt, int count, bool isSwapped)
    {
        // The words of a command are parted by blanks.
        if (prompt.Length == 0 || prompt.AsSpan().IndexOfAnyInRange('\0', ' ') >= 0)
            return ReturnCode.False;

        return ReturnCode.Of(Tell(context, $"P{count}", $" {prompt} session", isSwapped, isNumbered: true) is not null);
    }
}
