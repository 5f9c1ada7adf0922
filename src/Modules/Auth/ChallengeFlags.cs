namespace Signalbox.Modules.Auth;

/// <summary>Flags of the challenge functions.</summary>
[Flags]
internal enum ChallengeFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Offer qop auth.</summary>
    Auth = 1,

    /// <summary>Offer qop auth-int.</summary>
    AuthInt = 2,

    /// <summary>Answer nothing when the challenge cannot be made.</summary>
    NoErrorReply = 4,

    /// <summary>Say that only the nonce was too old.</summary>
    Stale = 16,
}
