using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Ctl;

/// <summary>A connected client.</summary>
internal sealed class ControlClient
{
    /// <summary>What <c>ctl.who</c> shows as the source of a unix client.</summary>
    public const string Unnamed = "<anonymous unix socket>";

    /// <summary>Takes a connection; unix clients and those on a loopback address are trusted.</summary>
    public ControlClient(Socket socket)
    {
        var remote = socket.RemoteEndPoint as IPEndPoint;
        Source = remote is null ? Unnamed : remote.Address.ToString();
        SourcePort = remote is null ? string.Empty : remote.Port.ToString(CultureInfo.InvariantCulture);
        IsTrusted = socket.AddressFamily == AddressFamily.Unix || AccessToken.IsLocal(remote);
    }

    /// <summary>Its address.</summary>
    public string Source { get; }

    /// <summary>Its port; empty for unix clients.</summary>
    public string SourcePort { get; }

    /// <summary>True when it may call commands: it is on this machine or has shown the token.</summary>
    public bool IsTrusted { get; set; }
}
