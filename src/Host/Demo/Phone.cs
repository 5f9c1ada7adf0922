using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Signalbox.Host.Demo;

/// <summary>A UDP phone on loopback that waits for one message at a time.</summary>
internal sealed class Phone : IDisposable
{
    private const int PatienceMilliseconds = 5000;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly IPEndPoint _proxy;
    private readonly byte[] _buffer = new byte[65536];
    private int _branches;

    /// <summary>Binds a free port.</summary>
    public Phone(string user, IPEndPoint proxy)
    {
        User = user;
        _proxy = proxy;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.ReceiveTimeout = PatienceMilliseconds;
    }

    /// <summary>User part of its address.</summary>
    public string User { get; }

    /// <summary>Where it is reached.</summary>
    public string Contact => $"sip:{User}@{_socket.LocalEndPoint}";

    /// <summary>Its address of record.</summary>
    public string Address => $"sip:{User}@{_proxy}";

    /// <summary>Sends a request with the lines that every request has.</summary>
    public void SendRequest(string method, string uri, string dialog, string body = "")
    {
        var via = $"Via: SIP/2.0/UDP {_socket.LocalEndPoint};rport;branch=z9hG4bK-{User}-{++_branches}\r\n";
        Send($"{method} {uri} SIP/2.0\r\n{via}Max-Forwards: 70\r\n{dialog}Contact: <{Contact}>\r\nUser-Agent: signalbox demo\r\n{PhoneMessage.Tail(body)}");
    }

    /// <summary>Sends a message to the proxy.</summary>
    public void Send(string message) => _socket.SendTo(Encoding.Latin1.GetBytes(message), _proxy);

    /// <summary>Waits for a message whose start line begins like this and whose CSeq names the method; others are passed over.</summary>
    /// <exception cref="DemoException">It does not come.</exception>
    public PhoneMessage Receive(string start, string method)
    {
        while (true)
        {
            var message = ReceiveAny(start, method);
            if (!message.Value("CSeq").EndsWith(method, StringComparison.Ordinal))
                continue;

            if (message.StartLine.StartsWith(start, StringComparison.Ordinal))
                return message;

            if (message.StartLine.StartsWith("SIP/2.0 ", StringComparison.Ordinal) && message.StartLine[8] > '2')
                throw new DemoException($"{User} got '{message.StartLine}' to {method}");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    private PhoneMessage ReceiveAny(string start, string method)
    {
        try
        {
            return new PhoneMessage(Encoding.Latin1.GetString(_buffer, 0, _socket.Receive(_buffer)));
        }
        catch (SocketException timeout) when (timeout.SocketErrorCode == SocketError.TimedOut)
        {
            throw new DemoException($"{User} waited {PatienceMilliseconds / 1000} seconds for '{start}' ({method}) in vain");
        }
    }
}
