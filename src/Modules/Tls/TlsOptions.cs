namespace Signalbox.Modules.Tls;

/// <summary>What holds for all profiles.</summary>
/// <param name="AllowsResumption">Sessions may be taken up again.</param>
/// <param name="AllowsRenegotiation">The peer may ask for a new handshake.</param>
internal sealed record TlsOptions(bool AllowsResumption, bool AllowsRenegotiation);
