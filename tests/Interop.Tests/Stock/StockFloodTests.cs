using System.Net;
using System.Net.Sockets;
using System.Text;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Stock;

/// <summary>Debian's stock configuration with its flood guard.</summary>
public sealed class StockFloodTests : IDisposable
{
    private const int Requests = 100;
    private const int Allowed = 16;
    private readonly StockFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Requests from an address of the server itself are not counted, so everybody here has another one.
    [ToolFact("kamailio", "kamcmd", "sipp")]
    public void A_flood_is_blocked_and_banned_while_others_call()
    {
        using var server = new StockServer(_folder.Path, "WITH_ANTIFLOOD");
        using var flooder = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        flooder.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        using var phones = new SippPhones(_folder.Path, address: "127.0.0.3");

        for (var i = 0; i < Requests; i++)
            Ask(flooder, server.Port, i);

        var answers = Answers(flooder);
        phones.Register(server.Port);
        phones.Call(server.Port, 1);
        Ask(flooder, server.Port, Requests);

        Assert.InRange(answers, Allowed, Requests / 2);
        Assert.Equal(0, Answers(flooder));
        Assert.Contains("name: 127.0.0.2", server.Rpc("htable.dump", "ipban"), StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.3", server.Rpc("htable.dump", "ipban"), StringComparison.Ordinal);
        server.Stop();
        Assert.Matches(@"ALERT: pike blocking OPTIONS from sip:f@127\.0\.0\.2 \(IP:127\.0\.0\.2:\d+\)", server.Log);
    }

    private static void Ask(Socket socket, int port, int number) => socket.SendTo(
        Encoding.ASCII.GetBytes(
            $"OPTIONS sip:127.0.0.1:{port} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.2;branch=z9hG4bK-{number};rport\r\nMax-Forwards: 70\r\nFrom: <sip:f@127.0.0.2>;tag=1\r\n"
            + $"To: <sip:127.0.0.1:{port}>\r\nCall-ID: flood-{number}\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"),
        new IPEndPoint(IPAddress.Loopback, port));

    private static int Answers(Socket socket)
    {
        var buffer = new byte[65536];
        var count = 0;
        for (; socket.Poll(TimeSpan.FromSeconds(1), SelectMode.SelectRead); count++)
            socket.Receive(buffer);

        return count;
    }
}
