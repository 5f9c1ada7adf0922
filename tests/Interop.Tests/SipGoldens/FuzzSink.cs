using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>The next hop of the fuzzed server: answers what it gets, often with a damaged reply.</summary>
internal sealed class FuzzSink : IDisposable
{
    private static readonly string[] Answers = ["180 Ringing", "183 Progress", "200 OK", "302 Moved", "404 Not Found", "486 Busy Here", "503 Service Unavailable", "603 Decline"];
    private static readonly string[] Copied = ["via:", "from:", "to:", "call-id:", "cseq:", "record-route:", "v:", "f:", "t:", "i:"];
    private readonly UdpClient _socket;
    private readonly MessageMutator _mutator;
    private int _count;

    /// <summary>Starts to answer.</summary>
    public FuzzSink(int port, int seed)
    {
        _mutator = new MessageMutator([[]], seed);
        _socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
        new Thread(Answer) { IsBackground = true }.Start();
    }

    /// <summary>Requests that reached it.</summary>
    public int Count => Volatile.Read(ref _count);

    public void Dispose() => _socket.Dispose();

    private void Answer()
    {
        IPEndPoint? from = null;
        try
        {
            while (true)
            {
                var request = Encoding.Latin1.GetString(_socket.Receive(ref from));
                var number = Interlocked.Increment(ref _count);
                if (!request.StartsWith("ACK ", StringComparison.Ordinal))
                    _socket.Send(_mutator.Sometimes(Reply(request, Answers[number % Answers.Length])), from);
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

    private static byte[] Reply(string request, string answer)
    {
        var text = new StringBuilder($"SIP/2.0 {answer}\r\n");
        foreach (var line in request.Split("\r\n"))
        {
            if (line.Length == 0)
                break;

            if (Array.Exists(Copied, name => line.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
                text.Append(line).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(text.Append("Contact: <sip:sink@127.0.0.1:18104>\r\nContent-Length: 0\r\n\r\n").ToString());
    }
}
