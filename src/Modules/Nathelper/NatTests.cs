namespace Signalbox.Modules.Nathelper;

/// <summary>Bits of nat_uac_test.</summary>
[Flags]
internal enum NatTests
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Private address in Contact.</summary>
    ContactPrivate = 1,

    /// <summary>Host of the top Via is not the source address.</summary>
    ViaHost = 2,

    /// <summary>Private address in the top Via.</summary>
    ViaPrivate = 4,

    /// <summary>Private address in SDP.</summary>
    SdpPrivate = 8,

    /// <summary>Port of the top Via is not the source port.</summary>
    ViaPort = 16,

    /// <summary>Private source address.</summary>
    SourcePrivate = 32,

    /// <summary>The message came by WebSocket.</summary>
    WebSocket = 64,

    /// <summary>Port of Contact is not the source port.</summary>
    ContactPort = 128,

    /// <summary>Address in SDP is not the source address.</summary>
    SdpSource = 256,

    /// <summary>The next hop is another place than the request URI says.</summary>
    NextHop = 512,
}
