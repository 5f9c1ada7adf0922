using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>Debian's stock cfg with <c>WITH_NAT WITH_RTPENGINE</c> and Debian's rtpengine in user space: a call between two phones behind NAT.</summary>
public sealed partial class RtpengineTests : IDisposable
{
    private const string Stock = "/etc/kamailio/kamailio.cfg";
    private readonly string _folder = Directory.CreateTempSubdirectory("sbx-rtpengine-").FullName;
    private readonly int _port = Ports.Free();
    private readonly int _control = Ports.Free();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [ToolFact("kamailio", "kamcmd", "rtpengine")]
    public void A_call_between_phones_behind_NAT_has_its_media_relayed_and_ended()
    {
        using var media = Tool.Start(
            "rtpengine", _folder, "--table=-1", "--interface=127.0.0.1", $"--listen-ng=127.0.0.1:{_control}", "--foreground", "--log-stderr", "--port-min=42000", "--port-max=42200");
        WaitFor(() => media.Output.Contains("Startup complete", StringComparison.Ordinal), media);
        using var server = Tool.Start(
            SignalboxBinary.Path, _folder, "-f", Stock, "-DD", "-E", "-Y", _folder, "-l", $"udp:127.0.0.1:{_port}", "-A", "WITH_NAT", "-A", "WITH_RTPENGINE", $"--subst=!127.0.0.1:2223!127.0.0.1:{_control}!g");
        WaitFor(() => Ports.IsBound(_port), server);
        WaitFor(() => media.Output.Contains("'ping'", StringComparison.Ordinal), media);
        using var alice = Bind();
        using var bob = Bind();

        Send(bob, Request("REGISTER", $"sip:127.0.0.1:{_port}", "r1", "Contact: <sip:bob@192.168.1.20:5060>\r\n", "bob", "192.168.1.20:5060", "", ""));
        Assert.StartsWith("SIP/2.0 200", Receive(bob), StringComparison.Ordinal);
        Send(alice, Request("INVITE", $"sip:bob@127.0.0.1:{_port}", "c1", "Contact: <sip:alice@10.1.1.1:5060>\r\n", "alice", "10.1.1.1:5060", "", Sdp("10.1.1.1", 20000)));
        Assert.StartsWith("SIP/2.0 100", Receive(alice), StringComparison.Ordinal);
        var invite = Receive(bob);
        Assert.Contains("c=IN IP4 127.0.0.1", invite, StringComparison.Ordinal);
        Assert.Matches(@"m=audio 42\d\d\d RTP/AVP", invite);
        Send(bob, Answer(invite, "c1", 1, "INVITE", "Contact: <sip:bob@192.168.1.20:5060>\r\n", Sdp("192.168.1.20", 30000)));
        var answer = Receive(alice);
        Assert.Matches(@"m=audio 42\d\d\d RTP/AVP", answer);
        Assert.Contains(";alias=127.0.0.1~", answer, StringComparison.Ordinal);
        var target = ContactUri().Match(answer).Groups[1].Value;
        var route = $"Route: {RecordRoute().Match(answer).Groups[1].Value}\r\n";
        Send(alice, Request("ACK", target, "c1", route, "alice", Local(alice), ";tag=b1", ""));
        Assert.StartsWith("ACK sip:bob@192.168.1.20:5060 SIP/2.0", Receive(bob), StringComparison.Ordinal);
        Send(alice, Request("BYE", target, "c1", route, "alice", Local(alice), ";tag=b1", ""));
        Send(bob, Answer(Receive(bob), "c1", 2, "BYE", "", ""));

        Assert.StartsWith("SIP/2.0 200", Receive(alice), StringComparison.Ordinal);
        WaitFor(() => media.Output.Contains("command 'delete'", StringComparison.Ordinal), media);
        Assert.Contains("disabled: 0", Tool.Run(20, "kamcmd", "/", "-s", $"unix:{_folder}/kamailio_ctl", "rtpengine.show", "all").Output, StringComparison.Ordinal);
    }

    private static string Sdp(string address, int port) =>
        $"v=0\r\no=- 1 1 IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\nm=audio {port} RTP/AVP 0 8\r\na=rtpmap:0 PCMU/8000\r\n";

    private static string Local(Socket phone) => phone.LocalEndPoint!.ToString()!;

    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static string Receive(Socket phone)
    {
        var buffer = new byte[65536];
        return Encoding.Latin1.GetString(buffer, 0, phone.Receive(buffer));
    }

    private static void WaitFor(Func<bool> condition, Tool process)
    {
        for (var i = 0; i < 400 && !condition(); i++)
        {
            Assert.False(process.HasEnded, process.Output);
            Thread.Sleep(50);
        }

        Assert.True(condition(), process.Output);
    }

    private static string Body(string sdp) => $"{(sdp.Length > 0 ? "Content-Type: application/sdp\r\n" : "")}Content-Length: {sdp.Length}\r\n\r\n{sdp}";

    private string Answer(string request, string callId, int number, string method, string headers, string sdp)
    {
        var kept = string.Concat(request.Split("\r\n").Where(static line => line.StartsWith("Via:", StringComparison.Ordinal) || line.StartsWith("Record-Route:", StringComparison.Ordinal)).Select(static line => $"{line}\r\n"));
        return $"SIP/2.0 200 OK\r\n{kept}From: <sip:alice@127.0.0.1:{_port}>;tag=t1\r\nTo: <sip:bob@127.0.0.1:{_port}>;tag=b1\r\nCall-ID: {callId}\r\nCSeq: {number} {method}\r\n{headers}{Body(sdp)}";
    }

    private string Request(string method, string uri, string callId, string headers, string from, string via, string toTag, string sdp) =>
        $"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP {via};branch=z9hG4bK-{method}-{callId};rport\r\n{headers}Max-Forwards: 70\r\nFrom: <sip:{from}@127.0.0.1:{_port}>;tag=t1\r\nTo: <sip:bob@127.0.0.1:{_port}>{toTag}\r\n"
        + $"Call-ID: {callId}\r\nCSeq: {(method == "BYE" ? 2 : 1)} {method}\r\n{Body(sdp)}";

    private void Send(Socket phone, string message) => phone.SendTo(Encoding.Latin1.GetBytes(message), new IPEndPoint(IPAddress.Loopback, _port));

    [GeneratedRegex("Contact: <([^>]*)>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ContactUri();

    [GeneratedRegex("Record-Route: (<[^>]*>)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RecordRoute();
}
