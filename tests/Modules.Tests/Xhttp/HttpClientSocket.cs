using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Signalbox.Modules.Tests.Xhttp;

/// <summary>A plain socket that sends text and cuts answers by their Content-Length.</summary>
internal sealed class HttpClientSocket : IDisposable
{
    private const string LengthHeader = "Content-Length: ";
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000, NoDelay = true };
    private string _pending = string.Empty;

    public HttpClientSocket(IPEndPoint server) => _socket.Connect(server);

    public void Send(string text) => _socket.Send(Encoding.Latin1.GetBytes(text));

    /// <summary>The next answer; empty when the server closed the connection.</summary>
    public string ReadAnswer()
    {
        var buffer = new byte[4096];
        while (LengthOf(_pending) is var length && (length < 0 || length > _pending.Length))
        {
            var count = Receive(buffer);
            if (count == 0)
                return string.Empty;

            _pending += Encoding.Latin1.GetString(buffer, 0, count);
        }

        var end = LengthOf(_pending);
        var answer = _pending[..end];
        _pending = _pending[end..];
        return answer;
    }

    public void Dispose() => _socket.Dispose();

    private int Receive(byte[] buffer)
    {
        try
        {
            return _socket.Receive(buffer);
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            return 0;
        }
    }

    private static int LengthOf(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return -1;

        var at = text.IndexOf(LengthHeader, StringComparison.Ordinal) + LengthHeader.Length;
        var number = text[at..text.IndexOf("\r\n", at, StringComparison.Ordinal)];
        return end + 4 + int.Parse(number, CultureInfo.InvariantCulture);
    }
}
