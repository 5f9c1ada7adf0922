namespace Signalbox.Modules.Auth;

/// <summary>Parts of a message that a nonce is bound to.</summary>
[Flags]
internal enum NonceChecks
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Request URI.</summary>
    RequestUri = 1,

    /// <summary>Call-ID.</summary>
    CallId = 2,

    /// <summary>From tag.</summary>
    FromTag = 4,

    /// <summary>Source address.</summary>
    Source = 8,

    /// <summary>Contact header.</summary>
    Contact = 16,
}
