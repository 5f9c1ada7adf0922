using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>The TCP connections of one case, from the recorded ports.</summary>
internal sealed class SipConnections(SipInbox inbox) : IDisposable
{
    private const string Closed = "[connection closed by server]";
    private readonly Dictionary<SipEndpoint, Socket> _sockets = [];

    /// <summary>Sends over the connection of an endpoint, which is opened when it is not there yet.</summary>
    public void Send(SipEndpoint endpoint, string text, int port)
    {
        if (!_sockets.TryGetValue(endpoint, out var socket))
            _sockets[endpoint] = socket = Connect(endpoint, port);

        try
        {
            socket.Send(Encoding.Latin1.GetBytes(text));
        }
        catch (SocketException)
        {
            // The server has closed it; the reader tells.
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var socket in _sockets.Values)
            socket.Dispose();
    }

    private Socket Connect(SipEndpoint endpoint, int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, endpoint.Port));
        socket.LingerState = new LingerOption(enable: true, 0);   // no TIME_WAIT: the next case binds the same port
        socket.Connect(IPAddress.Loopback, port);
        new Thread(() => Read(endpoint, socket, port)) { IsBackground = true }.Start();
        return socket;
    }

    private void Read(SipEndpoint endpoint, Socket socket, int port)
    {
        var buffer = new byte[65536];
        var text = string.Empty;
        try
        {
            for (var count = socket.Receive(buffer); count > 0; count = socket.Receive(buffer))
            {
                text += Encoding.Latin1.GetString(buffer, 0, count);
                for (var length = SipStream.UnitLength(text); length > 0; length = SipStream.UnitLength(text))
                {
                    inbox.Add(endpoint, new SipArrival(text[..length], port, DateTime.UtcNow));
                    text = text[length..];
                }
            }

            inbox.Add(endpoint, new SipArrival(Closed, port, DateTime.UtcNow));
        }
        catch (SocketException)
        {
            inbox.Add(endpoint, new SipArrival(Closed, port, DateTime.UtcNow));
        }
        catch (ObjectDisposedException)
        {
            // The case is over.
        }
    }
}
