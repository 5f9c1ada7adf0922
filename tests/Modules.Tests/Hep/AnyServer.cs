using System.Net.Security;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tests.Hep;

/// <summary>TLS rules that take any server.</summary>
internal sealed class AnyServer : ITlsProfiles
{
    public SslServerAuthenticationOptions? ForServer(TlsSession session, HostEndPoint local, string serverName) => null;

    public SslClientAuthenticationOptions? ForClient(TlsSession session, HostEndPoint remote, RoutingContext? context) =>
        new() { TargetHost = "collector", RemoteCertificateValidationCallback = static (_, _, _, _) => true };
}
