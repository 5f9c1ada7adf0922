namespace Signalbox.Modules.Rtpengine;

/// <summary>Commands of the control protocol.</summary>
internal enum NgCommand
{
    /// <summary>offer.</summary>
    Offer,

    /// <summary>answer.</summary>
    Answer,

    /// <summary>delete.</summary>
    Delete,

    /// <summary>query.</summary>
    Query,

    /// <summary>start recording.</summary>
    StartRecording,

    /// <summary>stop recording.</summary>
    StopRecording,

    /// <summary>block media.</summary>
    BlockMedia,

    /// <summary>unblock media.</summary>
    UnblockMedia,

    /// <summary>silence media.</summary>
    SilenceMedia,

    /// <summary>unsilence media.</summary>
    UnsilenceMedia,

    /// <summary>block DTMF.</summary>
    BlockDtmf,

    /// <summary>unblock DTMF.</summary>
    UnblockDtmf,

    /// <summary>start forwarding.</summary>
    StartForwarding,

    /// <summary>stop forwarding.</summary>
    StopForwarding,

    /// <summary>play media.</summary>
    PlayMedia,

    /// <summary>stop media.</summary>
    StopMedia,

    /// <summary>play DTMF.</summary>
    PlayDtmf,

    /// <summary>connect.</summary>
    Connect,

    /// <summary>subscribe request.</summary>
    SubscribeRequest,

    /// <summary>subscribe answer.</summary>
    SubscribeAnswer,

    /// <summary>unsubscribe.</summary>
    Unsubscribe,
}
