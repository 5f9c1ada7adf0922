namespace Signalbox.Modules.Sanity;

/// <summary>Bits of the second argument of sanity_check.</summary>
[Flags]
internal enum SanityUris
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Request URI.</summary>
    Request = 1,

    /// <summary>From.</summary>
    From = 2,

    /// <summary>To.</summary>
    To = 4,

    /// <summary>Contact.</summary>
    Contact = 8,
}
