using System.Net;
using System.Net.Sockets;

namespace Signalbox.Interop.Tests.Captures;

/// <summary>Sends a case's packets the way they were sent to the peer.</summary>
internal sealed class CaptureFeeder : IDisposable
{
    private static readonly IPEndPoint Server = new(IPAddress.Loopback, 15060);
    private readonly Socket _socket;
    private readonly CaptureCase _case;

    /// <summary>Opens the feeder's socket.</summary>
    public CaptureFeeder(CaptureCase one)
    {
        _case = one;
        _socket = one.IsStream
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        if (one.IsStream)
            _socket.Connect(Server);
        else
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, 15099));
    }

    /// <summary>Sends everything; the name of a stream case says in which pieces.</summary>
    public void Feed()
    {
        var packets = _case.Input;
        if (!_case.IsStream)
        {
            foreach (var packet in packets)
            {
                _socket.SendTo(packet, Server);
                Thread.Sleep(20);   // several workers: the order of the rows is that of the recording
            }
        }
        else if (_case.Name == "tcp-hep3-two-packets-one-write")
            _socket.Send(packets.SelectMany(static packet => packet).ToArray());
        else if (_case.Name == "tcp-hep3-split-write")
        {
            _socket.Send(packets[0].AsSpan(0, 50));
            Thread.Sleep(100);
            _socket.Send(packets[0].AsSpan(50));
        }
        else
        {
            foreach (var packet in packets)
            {
                _socket.Send(packet);
                Thread.Sleep(50);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();
}
