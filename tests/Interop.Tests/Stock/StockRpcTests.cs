using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Stock;

/// <summary>JSON-RPC as Debian's stock configuration sets it up: the same requests to this server and to Kamailio, over HTTP, a datagram socket and a FIFO.</summary>
public sealed partial class StockRpcTests : IDisposable
{
    private static readonly string[] Requests =
    [
        """{"jsonrpc":"2.0","method":"core.echo","params":["a",7,"ä\u00e4\"\n"],"id":1}""",
        """{"jsonrpc":"2.0","method":"core.echo","params":{"a":"b"}}""",
        """{"jsonrpc":"2.0","method":"nosuch","id":"x"}""",
        """{"jsonrpc":"2.0","id":3}""",
        """{"jsonrpc":"2.0","method":"ul.lookup","params":["location","nobody"],"id":4}""",
        """{"jsonrpc":"2.0","method":"ul.lookup","params":["location","bob"],"id":4}""",
        """{"jsonrpc":"2.0","method":"ul.dump","id":4}""",
        """{"jsonrpc":"2.0","method":"tm.stats","id":5}""",
        """{"jsonrpc":"2.0","method":"cfg.get","params":["core","debug"],"id":6}""",
        """{"jsonrpc":"2.0","method":"stats.get_statistics","params":["usrloc:"],"id":7}""",
        """{"jsonrpc":"2.0","method":"stats.get_statistics","params":["registrar:"],"id":8}""",
        """{"jsonrpc":"2.0","method":"stats.get_statistics","params":["tmx:"],"id":9}""",
        """[{"jsonrpc":"2.0","method":"core.echo","params":["a"],"id":1}]""",
    ];

    private readonly StockFolder _ours = new();
    private readonly StockFolder _theirs = new();

    public void Dispose()
    {
        _ours.Dispose();
        _theirs.Dispose();
    }

    [ToolFact("kamailio")]
    public void Answers_are_those_of_the_peer_over_each_way()
    {
        using var server = new StockServer(_ours.Path, "WITH_JSONRPC");
        var port = Ports.FreeOfBoth();
        using var peer = StartPeer(port);
        using var phone = new Phone(server.Port);
        Register(phone, server.Port);
        Register(phone, port);

        foreach (var request in Requests)
        {
            Assert.Equal(Varying().Replace(Post(port, request), "$1V"), Varying().Replace(Post(server.Port, request), "$1V"));
            Assert.Equal(Varying().Replace(Datagram(_theirs.Path, request), "$1V"), Varying().Replace(Datagram(_ours.Path, request), "$1V"));
        }

        Assert.Equal(Fifo(_theirs.Path, "theirs"), Fifo(_ours.Path, "ours"));
        Assert.Contains("Wrong URL /elsewhere", Post(server.Port, string.Empty, "/elsewhere"), StringComparison.Ordinal);
        server.Stop();
    }

    private Tool StartPeer(int port)
    {
        var peer = Tool.Start(
            "kamailio", _theirs.Path, "-f", StockServer.Cfg, "-x", "fm", "-X", "fm", "-m", "64", "-DD", "-E", "-Y", _theirs.Path, "-w", _theirs.Path, "-l", $"udp:127.0.0.1:{port}", "-l", $"tcp:127.0.0.1:{port}", "-A", "WITH_JSONRPC");
        Assert.True(SpinWait.SpinUntil(() => Ports.IsBound(port) && Ports.IsListening(port) && File.Exists(Path.Combine(_theirs.Path, "kamailio_rpc.sock")), TimeSpan.FromSeconds(20)), peer.Output);
        return peer;
    }

    private static void Register(Phone phone, int port)
    {
        phone.Send(
            $"REGISTER sip:127.0.0.1:{port} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{phone.Port};branch=z9hG4bK-1;rport\r\nMax-Forwards: 70\r\nFrom: <sip:bob@127.0.0.1:{port}>;tag=1\r\n"
            + $"To: <sip:bob@127.0.0.1:{port}>\r\nCall-ID: reg-1\r\nCSeq: 1 REGISTER\r\nContact: <sip:bob@127.0.0.1:{phone.Port}>;q=0.5\r\nUser-Agent: tester\r\nContent-Length: 0\r\n\r\n",
            port);
        Assert.StartsWith("SIP/2.0 200 ", phone.Receive(), StringComparison.Ordinal);
    }

    private static string Post(int port, string body, string path = "/RPC")
    {
        using var client = new TcpClient(AddressFamily.InterNetwork) { ReceiveTimeout = 10_000 };
        client.Connect(IPAddress.Loopback, port);
        var bytes = Encoding.UTF8.GetBytes(body);
        client.GetStream().Write(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\n\r\n"));
        client.GetStream().Write(bytes);

        // The stock file closes the connection after each answer.
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static string Datagram(string folder, string request)
    {
        var own = Path.Combine(folder, "client.sock");
        File.Delete(own);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        socket.Bind(new UnixDomainSocketEndPoint(own));
        socket.SendTo(Encoding.UTF8.GetBytes(request), new UnixDomainSocketEndPoint(Path.Combine(folder, "kamailio_rpc.sock")));
        var buffer = new byte[65536];
        return socket.Poll(TimeSpan.FromSeconds(2), SelectMode.SelectRead) ? Encoding.Latin1.GetString(buffer, 0, socket.Receive(buffer)) : "nothing";
    }

    // The reply goes into a FIFO of /tmp whose name the request tells.
    private static string Fifo(string folder, string name)
    {
        var reply = $"sbx_{name}_{Environment.ProcessId}";
        Assert.Equal(0, Tool.Run(10, "mkfifo", "/", $"/tmp/{reply}").ExitCode);
        using var reader = Tool.Start("cat", "/", $"/tmp/{reply}");
        File.AppendAllText(Path.Combine(folder, "kamailio_rpc.fifo"), $$"""{"jsonrpc":"2.0","method":"core.echo","params":["through a pipe"],"reply_name":"{{reply}}","id":1}""" + "\n");
        reader.WaitForEnd(20);
        File.Delete($"/tmp/{reply}");
        Assert.Contains("through a pipe", reader.Output, StringComparison.Ordinal);
        return reader.Output;
    }

    [GeneratedRegex(@"(Sia: SIP/2.0/TCP 127.0.0.1:|Server: |Content-Length: |""Expires"":\s*|""Ruid"":\s*|""HashID"":\s*|""Last-Keepalive"":\s*|""Last-Modified"":\s*|""Socket"":\s*)[^\r\n,]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Varying();
}
