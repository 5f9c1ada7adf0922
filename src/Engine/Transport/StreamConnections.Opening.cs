using System.Net.Security;
using System.Net.Sockets;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Transport;

/// <content>Connections to others.</content>
internal sealed partial class StreamConnections
{
    // Long enough to hear a refusal from a reachable host, short enough not to hold a worker up.
    private static readonly TimeSpan ConnectGrace = TimeSpan.FromMilliseconds(250);
    private readonly Lock _connectGate = new();

    /// <summary>Opens a connection and sends through it; waits a moment for a refusal, not for the connection.</summary>
    /// <param name="listener">Where it is opened from.</param>
    /// <param name="remote">The peer.</param>
    /// <param name="bytes">What is sent first.</param>
    /// <param name="context">The message that it is opened for, when there is one.</param>
    /// <returns>Null when it was refused at once or a limit is reached.</returns>
    public StreamConnection? Connect(StreamListener listener, in HostEndPoint remote, ReadOnlySpan<byte> bytes, RoutingContext? context)
    {
        var isTls = listener.Protocol == TransportProtocol.Tls;
        var session = isTls ? new TlsSession { IsServer = false } : null;
        var rules = isTls ? Profiles?.ForClient(session!, remote, context) : null;
        if (isTls && rules is null)
            return null;

        Task<bool> connecting;
        StreamConnection connection;
        lock (_connectGate)
        {
            // Another worker may have been faster.
            if (Find(remote) is { } other)
                return other.TrySend(bytes) ? other : null;

            if (IsFull(listener, Settings))
            {
                Counters.Rejected.Increment();
                return null;
            }

            connection = Add(listener, remote, isOutgoing: true);
            if (!connection.Writer.TryWrite(bytes))
            {
                connection.Close();
                return null;
            }

            connecting = OpenAsync(connection, session, rules);
        }

        Linux.SendBatch.FlushOpen();

        // A worker hears of a refusal at once; a silent host keeps the bytes waiting in the queue instead.
        return !connecting.Wait(ConnectGrace) || connecting.Result ? connection : null;
    }

    private async Task<bool> OpenAsync(StreamConnection connection, TlsSession? session, SslClientAuthenticationOptions? rules)
    {
        var settings = Settings;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(settings.TcpConnectTimeout));
        Socket? socket = null;
        try
        {
            socket = Bound(connection, settings, usesPort: settings.TcpReusePort);
            await socket.ConnectAsync(connection.Remote.ToIPEndPoint(), limit.Token).ConfigureAwait(false);
            connection.Connected(socket, session, rules);
            Counters.ConnectSucceeded.Increment();
            return true;
        }
        catch (Exception refused) when (refused is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            Counters.ConnectFailed.Increment();
            Abandon(connection, "TCP connection", refused is SocketException ? refused.Message : $"no answer within tcp_connect_timeout={settings.TcpConnectTimeout} s");
            socket?.Dispose();
            return false;
        }
    }

    private static Socket Bound(StreamConnection connection, CoreSettings settings, bool usesPort)
    {
        var local = SourceOf(connection, settings);
        var socket = new Socket(local.IsV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            TcpOptions.SetConnecting(socket, settings);
            if (!local.IsAny || usesPort)
                socket.Bind((usesPort ? local : local.WithPort(0)).ToIPEndPoint());

            return socket;
        }
        catch (SocketException) when (usesPort)
        {
            // The port is in use towards that peer; any other will do.
            socket.Dispose();
            return Bound(connection, settings, usesPort: false);
        }
    }

    private static HostEndPoint SourceOf(StreamConnection connection, CoreSettings settings)
    {
        var local = connection.Listener.Local;
        var given = local.IsV6 ? settings.TcpSourceV6 : settings.TcpSourceV4;
        return given.Length > 0 && HostEndPoint.TryParseAddress(Latin1.ToBytes(given), local.Port, out var source) && source.IsV6 == local.IsV6
            ? source
            : local;
    }
}
