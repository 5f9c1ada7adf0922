using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>
/// The tester's UDP sockets, shared by all cases of a server: each message goes to the case that its Call-ID belongs to,
/// so that cases which last half a minute can run beside the others.
/// </summary>
internal sealed class SipSockets : IDisposable
{
    private readonly Dictionary<int, Socket> _sockets = [];
    private readonly Dictionary<string, SipInbox> _owners = new(StringComparer.Ordinal);

    /// <summary>Gets what belongs to no known Call-ID.</summary>
    public SipInbox? Foreground { get; set; }

    /// <summary>An inbox for a case.</summary>
    public SipInbox Open(SipCase one)
    {
        var inbox = new SipInbox();
        lock (_owners)
        {
            foreach (var callId in one.CallIds)
                _owners[callId] = inbox;

            foreach (var endpoint in one.Events.Select(static item => item.Endpoint).OfType<SipEndpoint>().Where(static item => !item.IsStream))
                Bind(endpoint);
        }

        return inbox;
    }

    /// <summary>Sends a datagram to the server.</summary>
    public void Send(SipEndpoint endpoint, string text, int port)
    {
        Socket socket;
        lock (_owners)
            socket = _sockets[endpoint.Port];

        socket.SendTo(Encoding.Latin1.GetBytes(text), new IPEndPoint(IPAddress.Loopback, port));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var socket in _sockets.Values)
            socket.Dispose();
    }

    private void Bind(SipEndpoint endpoint)
    {
        if (_sockets.ContainsKey(endpoint.Port))
            return;

        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, endpoint.Port));
        _sockets[endpoint.Port] = socket;
        new Thread(() => Read(endpoint, socket)) { IsBackground = true }.Start();
    }

    private void Read(SipEndpoint endpoint, Socket socket)
    {
        var buffer = new byte[65536];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        try
        {
            while (true)
            {
                var count = socket.ReceiveFrom(buffer, ref from);
                Deliver(endpoint, new SipArrival(Encoding.Latin1.GetString(buffer, 0, count), ((IPEndPoint)from).Port, DateTime.UtcNow));
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
        catch (ObjectDisposedException)
        {
            // Likewise.
        }
    }

    private void Deliver(SipEndpoint endpoint, SipArrival arrival)
    {
        SipInbox? inbox;
        lock (_owners)
            inbox = SipText.CallId(arrival.Text) is { } callId && _owners.TryGetValue(callId, out var owner) ? owner : Foreground;

        inbox?.Add(endpoint, arrival);
    }
}
