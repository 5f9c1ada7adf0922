namespace Signalbox.Modules.Rtpproxy;

/// <summary>What set_rtp_proxy_set chose for a message.</summary>
/// <param name="Id">Number of the set.</param>
internal sealed record ProxyChoice(int Id);
