namespace Signalbox.Modules.Nathelper;

/// <summary>Bits of fix_nated_sdp.</summary>
[Flags]
internal enum SdpFixes
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Adds <c>a=direction:active</c>.</summary>
    Direction = 1,

    /// <summary>Address of the media.</summary>
    MediaAddress = 2,

    /// <summary>Adds the line that says that a media proxy is there already.</summary>
    NoProxyLine = 4,

    /// <summary>Address of the origin.</summary>
    OriginAddress = 8,
}
