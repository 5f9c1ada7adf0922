using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Rtpengine;

/// <content>Functions that send one command for the call of the message: 1 done, -1 no server did it.</content>
internal sealed partial class RtpengineModule
{
    /// <summary>Asks for the state of the call.</summary>
    [Function("rtpengine_query", Kemi = "rtpengine_query0/0,rtpengine_query/1,rtpengine_query2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Asks for the state of the call.")]
    public ReturnCode Query(RoutingContext context, string flags = "", string viaBranch = "") => Tell(context, NgCommand.Query, flags, viaBranch);

    /// <summary>Blocks the media of the call.</summary>
    [Function("block_media", Kemi = "block_media0/0,block_media/1,block_media2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Blocks the media of the call.")]
    public ReturnCode BlockMedia(RoutingContext context, string flags = "", string viaBranch = "") => Tell(context, NgCommand.BlockMedia, flags, viaBranch);

    /// <summary>Ends block_media.</summary>
    [Function("unblock_media", Kemi = "unblock_media0/0,unblock_media/1,unblock_media2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Ends block_media.")]
    public ReturnCode UnblockMedia(RoutingContext context, string flags = "", string viaBranch = "") => Tell(context, NgCommand.UnblockMedia, flags, viaBranch);

    /// <summary>Replaces the media of the call by silence.</summary>
    [Function("silence_media", Kemi = "silence_media0/0,silence_media/1,silence_media2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Replaces the media of the call by silence.")]
    public ReturnCode SilenceMedia(RoutingContext context, string flags = "", string viaBranch = "") => Tell(context, NgCommand.SilenceMedia, flags, viaBranch);

    /// <summary>Ends silence_media.</summary>
    [Function("unsilence_media", Kemi = "unsilence_media0/0,unsilence_media/1,unsilence_media2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Ends silence_media.")]
    public ReturnCode UnsilenceMedia(RoutingContext context, string flags = "", string viaBranch = "") => Tell(context, NgCommand.UnsilenceMedia, flags, viaBranch);

    /// <summary>Blocks DTMF events.</summary>
    [Function("block_dtmf", Kemi = "block_dtmf0/0,block_dtmf/1,block_dtmf2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Blocks DTMF events.")]
    public ReturnCode BlockDtmf(RoutingContext context, string flags = "", string viaBranch = "") => Tell(context, NgCommand.BlockDtmf, flags, viaBranch);

    /// <summary>Ends block_dtmf.</summary>
    [Function("unblock_dtmf", Kemi = "unblock_dtmf0/0,unblock_dtmf/1,unblock_dtmf2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Ends block_dtmf.")]
    public ReturnCode UnblockDtmf(RoutingContext context, string flags = "", string viaBranch = "") => Tell(context, NgCommand.UnblockDtmf, flags, viaBranch);

    /// <summary>Starts forwarding of the media for a listener.</summary>
    [Function("start_forwarding", Kemi = "start_forwarding0/0,start_forwarding/1,start_forwarding2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Starts forwarding of the media for a listener.")]
    public ReturnCode StartForwarding(RoutingContext context, string flags = "", string viaBranch = "") => Tell(context, NgCommand.StartForwarding, flags, viaBranch);

    /// <summary>Ends start_forwarding.</summary>
    [Function("stop_forwarding", Kemi = "stop_forwarding0/0,stop_forwarding/1,stop_forwarding2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Ends start_forwarding.")]
    public ReturnCode StopForwarding(RoutingContext context, string flags = "", string viaBranch = "") => Tell(context, NgCommand.StopForwarding, flags, viaBranch);

    /// <summary>Starts recording.</summary>
    [Function("start_recording", Kemi = "start_recording/0", Routes = RouteKinds.Any, Blocking = true, Summary = "Starts recording.")]
    public ReturnCode StartRecording(RoutingContext context, string flags = "", string viaBranch = "") => Tell(context, NgCommand.StartRecording, flags, viaBranch);

    /// <summary>Ends recording.</summary>
    [Function("stop_recording", Kemi = "stop_recording/0", Routes = RouteKinds.Any, Blocking = true, Summary = "Ends recording.")]
    public ReturnCode StopRecording(RoutingContext context, string flags = "", string viaBranch = "") => Tell(context, NgCommand.StopRecording, flags, viaBranch);

    /// <summary>Ends play_media.</summary>
    [Function("stop_media", Kemi = "stop_media0/0,stop_media/1,stop_media2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Ends play_media.")]
    public ReturnCode StopMedia(RoutingContext context, string flags = "", string viaBranch = "") => Tell(context, NgCommand.StopMedia, flags, viaBranch);

    /// <summary>Plays a file to the party of the message.</summary>
    [Function("play_media", Kemi = "play_media/1,play_media2/2", Routes = RouteKinds.Any, Blocking = true, Summary = "Plays media to the party of the message: flags with file=…, blob=… or db-id=….")]
    public ReturnCode PlayMedia(RoutingContext context, string flags, string viaBranch = "") => Tell(context, NgCommand.PlayMedia, flags, viaBranch);

    /// <summary>Plays DTMF.</summary>
    [Function("play_dtmf", Routes = RouteKinds.Any, Blocking = true, Summary = "Plays DTMF to the party of the message: flags with code=….")]
    public ReturnCode PlayDtmf(RoutingContext context, string flags) => Tell(context, NgCommand.PlayDtmf, flags, string.Empty);
}
