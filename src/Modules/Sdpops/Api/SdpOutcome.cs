namespace Signalbox.Modules.Sdpops.Api;

/// <summary>What looking for a session description found; the numbers are what functions return.</summary>
internal enum SdpOutcome
{
    /// <summary>There is one.</summary>
    Found = 1,

    /// <summary>The body is something else.</summary>
    OtherBody = -1,

    /// <summary>There is no body.</summary>
    NoBody = -2,
}
