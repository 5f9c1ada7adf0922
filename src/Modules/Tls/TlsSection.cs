using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tls;

/// <summary>A section of <c>tls.cfg</c>.</summary>
/// <param name="IsServer">For connections that come in; else for those that go out.</param>
/// <param name="Address">Own address for server sections, that of the peer for client ones; not set for default and any.</param>
/// <param name="IsDefault">True for default: used when no other fits.</param>
/// <param name="Place">File and line, for messages.</param>
/// <param name="Rules">What it says.</param>
internal sealed record TlsSection(bool IsServer, HostEndPoint Address, bool IsDefault, string Place, TlsRules Rules);
