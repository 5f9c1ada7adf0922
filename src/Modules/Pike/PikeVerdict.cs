namespace Signalbox.Modules.Pike;

/// <summary>What becomes of a request; the numbers are what the script sees.</summary>
internal enum PikeVerdict
{
    /// <summary>The address became blocked by this request.</summary>
    JustBlocked = -2,

    /// <summary>The address is blocked.</summary>
    Blocked = -1,

    /// <summary>Let it pass.</summary>
    Pass = 1,
}
