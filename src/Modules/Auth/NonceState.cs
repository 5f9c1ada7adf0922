namespace Signalbox.Modules.Auth;

/// <summary>What a check of a nonce found.</summary>
internal enum NonceState
{
    /// <summary>Ours and in time.</summary>
    Good,

    /// <summary>It has not the form of one.</summary>
    Malformed,

    /// <summary>Over, of the future, not ours, or of another message.</summary>
    Stale,

    /// <summary>Used before.</summary>
    Reused,
}
