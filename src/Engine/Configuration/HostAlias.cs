using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Configuration;

/// <summary>A name of this server.</summary>
/// <param name="Protocol">Transport it holds for; None = all.</param>
/// <param name="Host">Host name, lower case.</param>
/// <param name="Port">Port; 0 = every port.</param>
public sealed record HostAlias(TransportProtocol Protocol, string Host, int Port);
