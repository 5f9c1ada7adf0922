using System.Net.Security;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Transport;

/// <summary>Says with what certificates and rules connections are secured. The live snapshot's module of this kind is asked.</summary>
public interface ITlsProfiles
{
    /// <summary>Rules for an accepted connection; null refuses it. Called within the handshake.</summary>
    /// <param name="session">What the check of the peer finds is noted there.</param>
    /// <param name="local">Where it was accepted.</param>
    /// <param name="serverName">The name that the peer asked for (SNI); empty when it asked for none.</param>
    SslServerAuthenticationOptions? ForServer(TlsSession session, HostEndPoint local, string serverName);

    /// <summary>Rules for a connection to a peer; null refuses it.</summary>
    /// <param name="session">What the check of the peer finds is noted there.</param>
    /// <param name="remote">The peer.</param>
    /// <param name="context">The message that it is opened for, when there is one.</param>
    SslClientAuthenticationOptions? ForClient(TlsSession session, HostEndPoint remote, RoutingContext? context);

    /// <summary>Idle time after which a connection is closed, in milliseconds; 0 = that of TCP.</summary>
    long LifetimeMilliseconds => 0;

    /// <summary>True when the end of a connection is announced to the peer (close_notify).</summary>
    bool SendsCloseNotify => false;
}
