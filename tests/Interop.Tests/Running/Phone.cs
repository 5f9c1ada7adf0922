using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Signalbox.Interop.Tests.Running;

/// <summary>A UDP socket that speaks just enough SIP for one call.</summary>
internal sealed class Phone : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly int _server;
    private int _branch;

    /// <summary>Binds to a free port; <paramref name="server"/> is the port it sends to.</summary>
    public Phone(int server = 0)
    {
        _server = server;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.ReceiveTimeout = 5_000;
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Send(string message) => Send(message, _server);

    /// <summary>Sends to another server.</summary>
    public void Send(string message, int port) => _socket.SendTo(Encoding.Latin1.GetBytes(message), new IPEndPoint(IPAddress.Loopback, port));

    public string Receive()
    {
        var buffer = new byte[65536];
        return Encoding.Latin1.GetString(buffer, 0, _socket.Receive(buffer));
    }

    /// <summary>What came so far, and what still comes within a moment.</summary>
    public List<byte[]> ReceiveAll()
    {
        var all = new List<byte[]>();
        var buffer = new byte[65536];
        while (_socket.Poll(TimeSpan.FromMilliseconds(300), SelectMode.SelectRead))
            all.Add(buffer[.._socket.Receive(buffer)]);

        return all;
    }

    /// <summary>A request of this phone, from alice to bob.</summary>
    public string Request(string method, string uri, string callId, string extra, string toTag = "") =>
        $"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{Port};branch=z9hG4bK-{callId}-{++_branch}\r\nMax-Forwards: 70\r\n" +
        $"From: <sip:bob@127.0.0.1:{_server}>;tag=caller\r\nTo: <sip:bob@127.0.0.1:{_server}>{toTag}\r\nCall-ID: {callId}\r\n" +
        $"CSeq: {(method == "BYE" ? 2 : 1)} {method}\r\n{extra}Content-Length: 0\r\n\r\n";

    /// <summary>A reply to a request.</summary>
    public static string Answer(string request, string status = "200 OK")
    {
        var lines = request.Split("\r\n");
        var kept = lines.Where(static line => line.StartsWith("Via:", StringComparison.Ordinal) || line.StartsWith("Record-Route:", StringComparison.Ordinal)
            || line.StartsWith("From:", StringComparison.Ordinal) || line.StartsWith("Call-ID:", StringComparison.Ordinal) || line.StartsWith("CSeq:", StringComparison.Ordinal));
        var to = lines.First(static line => line.StartsWith("To:", StringComparison.Ordinal));
        var tag = to.Contains(";tag=", StringComparison.Ordinal) ? string.Empty : ";tag=callee";
        return $"SIP/2.0 {status}\r\n{string.Join("\r\n", kept)}\r\n{to}{tag}\r\nContent-Length: 0\r\n\r\n";
    }

    /// <summary>The value of the first header of that name.</summary>
    public static string Header(string message, string name) =>
        message.Split("\r\n").First(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..].Trim();

    public void Dispose() => _socket.Dispose();
}
