using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Configuration;

/// <summary>One listen line, one transport.</summary>
/// <param name="Protocol">Transport; None = UDP and, unless disable_tcp is set, TCP.</param>
/// <param name="Host">Address, interface or host name as written; IPv6 with or without brackets.</param>
/// <param name="Port">Port; 0 = the default of the transport, -1 = any free one (tests).</param>
/// <param name="AdvertisedHost">Host for Via and Record-Route, or null.</param>
/// <param name="AdvertisedPort">Port for Via and Record-Route; 0 = the real one.</param>
/// <param name="Name">Socket name, or empty.</param>
/// <param name="Span">Where it stands; null from the command line.</param>
public sealed record ListenAddress(
    TransportProtocol Protocol, string Host, int Port, string? AdvertisedHost, int AdvertisedPort, string Name, SourceSpan? Span)
{
    /// <summary>True when the address may be absent from this machine when the server starts (<c>virtual</c>).</summary>
    public bool IsVirtual { get; init; }
}
