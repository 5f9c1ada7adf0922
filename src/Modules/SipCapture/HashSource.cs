namespace Signalbox.Modules.SipCapture;

/// <summary>What the hash of <see cref="TableChoice.Hash"/> is made of.</summary>
internal enum HashSource
{
    /// <summary>Call-ID.</summary>
    CallId,

    /// <summary>User of From.</summary>
    FromUser,

    /// <summary>User of To.</summary>
    ToUser,
}
