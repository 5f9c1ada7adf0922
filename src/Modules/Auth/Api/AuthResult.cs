namespace Signalbox.Modules.Auth.Api;

/// <summary>What a check of credentials gives to the script; the numbers are the peer's.</summary>
internal enum AuthResult
{
    /// <summary>Good.</summary>
    Ok = 1,

    /// <summary>They cannot be read or checked.</summary>
    Error = -1,

    /// <summary>Wrong password.</summary>
    WrongPassword = -2,

    /// <summary>Nobody has that name.</summary>
    UnknownUser = -3,

    /// <summary>The nonce is over, or not ours.</summary>
    StaleNonce = -4,

    /// <summary>There are none for the realm.</summary>
    NoCredentials = -5,

    /// <summary>The nonce was used before.</summary>
    NonceReused = -6,

    /// <summary>They are of another user than the message says.</summary>
    UserMismatch = -8,
}
