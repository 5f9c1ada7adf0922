using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Channels;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Transport;

/// <content>From the socket to whole messages.</content>
internal sealed partial class StreamConnection
{
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);

    /// <summary>Takes an accepted socket over; handshake and receiving go on in the background.</summary>
    public void Accept(Socket socket)
    {
        TakeOver(socket);
        _ = RunAsync(socket, client: null);
    }

    /// <summary>Takes a socket over that we connected.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="session">Notes about TLS; null without.</param>
    /// <param name="client">Rules of TLS; null without.</param>
    public void Connected(Socket socket, TlsSession? session, SslClientAuthenticationOptions? client)
    {
        Tls = session;
        TakeOver(socket);
        _ = RunAsync(socket, client);
    }

    private void TakeOver(Socket socket)
    {
        TcpOptions.SetConnected(socket, _owner.Settings);
        Local = HostEndPoint.From((System.Net.IPEndPoint)socket.LocalEndPoint!);
        Interlocked.Exchange(ref _socket, socket);
        LastActive = _owner.Now;
        _owner.Counters.Established.Increment();
    }

    private async Task RunAsync(Socket socket, SslClientAuthenticationOptions? client)
    {
        try
        {
            var header = await ReadProxyHeaderAsync(socket, isAccepted: client is null && Tls is null).ConfigureAwait(false);
            if (header && await SecureAsync(socket, client).ConfigureAwait(false) && IsOpen)
                await ReceiveAsync(socket).ConfigureAwait(false);
        }
        catch (Exception refused) when (IsOutgoing && IsOpen && HandshakeFailure.IsOne(refused, this))
        {
            _owner.Abandon(this, "TLS handshake", HandshakeFailure.Explain(refused, Tls!));
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            _owner.Counters.Reset.Increment();
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or ChannelClosedException or IOException or OperationCanceledException)
        {
            // The peer reset it, or we closed it meanwhile.
        }
        catch (Exception refused) when (refused is AuthenticationException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            _owner.NoteHandshake(this, refused);
        }

        Close();
        Tls?.Stream?.Dispose();
        socket.Dispose();
    }

    // The header of a proxy stands before everything else, also before a TLS handshake.
    private async ValueTask<bool> ReadProxyHeaderAsync(Socket socket, bool isAccepted)
    {
        if (!isAccepted || !_owner.Settings.TcpAcceptHaproxy || IsOutgoing)
            return true;

        using var limit = new CancellationTokenSource(_owner.Settings.TcpWaitData);
        if (await ProxyHeader.ReadAsync(socket, limit.Token).ConfigureAwait(false) is not { } header)
            return false;

        if (header.Remote.IsSet)
        {
            _owner.Rename(this, header.Remote);
            Local = header.Local;
        }

        return true;
    }

    private async ValueTask<bool> SecureAsync(Socket socket, SslClientAuthenticationOptions? client)
    {
        if (_carrier != TransportProtocol.Tls)
        {
            socket.Blocking = false;
            SetReady(socket, secure: null);
            return true;
        }

        using var limit = new CancellationTokenSource(HandshakeLimit);
        var session = Tls ??= new TlsSession { IsServer = true };
        var stream = new SslStream(new NetworkStream(socket));
        session.Stream = stream;
        if (client is not null)
            await stream.AuthenticateAsClientAsync(client, limit.Token).ConfigureAwait(false);
        else
            await stream.AuthenticateAsServerAsync(ChooseAsync, session, limit.Token).ConfigureAwait(false);

        SetReady(socket, stream);
        return true;
    }

    private ValueTask<SslServerAuthenticationOptions> ChooseAsync(SslStream stream, SslClientHelloInfo hello, object? state, CancellationToken cancel) =>
        _owner.Profiles?.ForServer((TlsSession)state!, Local, hello.ServerName) is { } options
            ? new(options)
            : throw new AuthenticationException("no profile of the module tls fits");

    private void SetReady(Socket socket, SslStream? secure)
    {
        IsReady = true;
        LastActive = _owner.Now;
        Writer.Open(socket, secure);
    }

    private async Task ReceiveAsync(Socket socket)
    {
        while (true)
        {
            var space = _framer.Space();
            var count = Tls?.Stream is { } secure
                ? await secure.ReadAsync(space).ConfigureAwait(false)
                : await socket.ReceiveAsync(space).ConfigureAwait(false);
            if (count == 0)
                return;

            LastActive = _owner.Now;
            _framer.Added(count);
            if (!await TakeFramesAsync().ConfigureAwait(false))
                return;
        }
    }

    private async ValueTask<bool> TakeFramesAsync()
    {
        while (true)
        {
            switch (Codec is { } codec ? _framer.TryTake(codec, this) : _framer.TryTake(_owner.Limits))
            {
                case StreamFrame.Message:
                    await _inbox.Writer.WriteAsync(CopyMessage()).ConfigureAwait(false);
                    Schedule();
                    break;
                case StreamFrame.Ping:
                    if (_owner.Settings.TcpCrlfPing)
                        Writer.TryWrite("\r\n"u8);
                    break;
                case StreamFrame.Incomplete:
                    IncompleteSince = _framer.Pending == 0 ? 0 : IncompleteSince == 0 ? _owner.Now : IncompleteSince;
                    return true;
                default:
                    return false;
            }
        }
    }

    private StreamMessage CopyMessage()
    {
        IncompleteSince = 0;
        var bytes = _framer.Message;
        var copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(copy);
        return new StreamMessage(copy, bytes.Length, _owner.UtcTicks, Protocol);
    }
}
