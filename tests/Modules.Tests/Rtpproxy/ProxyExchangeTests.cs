using System.Text;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Rtpproxy;
using Signalbox.Modules.Sdpops.Api;
using Signalbox.Modules.Tests.Usrloc;
using Xunit;

namespace Signalbox.Modules.Tests.Rtpproxy;

/// <summary>Commands and changed addresses, as recorded in nat-call and for the cases beside it.</summary>
public sealed class ProxyExchangeTests
{
    private const string Sdp = "v=0\r\no=- 1 1 IN IP4 10.1.1.1\r\ns=-\r\nc=IN IP4 10.1.1.1\r\nt=0 0\r\nm=audio 20000 RTP/AVP 0 8\r\na=rtpmap:0 PCMU/8000\r\n";
    private const string TwoMedia = "v=0\r\no=- 1 1 IN IP4 10.1.1.1\r\ns=-\r\nt=0 0\r\nm=audio 20000 RTP/AVP 0\r\nc=IN IP4 10.1.1.1\r\nm=video 0 RTP/AVP 96\r\nm=image 20002 udptl t38\r\nc=IN IP4 0.0.0.0\r\n";

    [Theory]
    [InlineData(Sdp, "co", "Uc0,8 nat1 192.0.2.9 20000 ft1;1", "o=- 1 1 IN IP4 203.0.113.5|c=IN IP4 203.0.113.5|m=audio 35001 RTP/AVP 0 8")]
    [InlineData(Sdp, "", "Uc0,8 nat1 192.0.2.9 20000 ft1;1", "o=- 1 1 IN IP4 10.1.1.1|c=IN IP4 203.0.113.5|m=audio 35001 RTP/AVP 0 8")]
    [InlineData(Sdp, "rew", "UEWc0,8 nat1 10.1.1.1 20000 ft1;1", "c=IN IP4 203.0.113.5")]
    [InlineData(Sdp, "l", "Lc0,8 nat1 192.0.2.9 20000 ft1;1", "m=audio 35001 RTP/AVP 0 8")]
    [InlineData(TwoMedia, "", "Uc0 nat1 192.0.2.9 20000 ft1;1|U nat1 192.0.2.9 20002 ft1;3", "m=audio 35001 RTP/AVP 0|c=IN IP4 203.0.113.5|m=video 0 RTP/AVP 96|m=image 35002 udptl t38|c=IN IP4 0.0.0.0")]
    public void An_offer_is_told_and_changed(string sdp, string flags, string commands, string lines)
    {
        var context = Context(sdp);
        Assert.Equal(SdpOutcome.Found, SdpBody.Find(context.Message, out var body));
        Assert.True(ProxyTags.TryRead(context, 'U', out var tags));
        var sent = new List<string>();
        var node = new ProxyNode(new ProxyAddress("udp:127.0.0.1:1", "127.0.0.1", 1, 1));

        var done = new ProxyExchange(context, SdpPlaces.Read(context.Message, body)!, ProxyFlags.Parse(flags), default).Run(node, 'U', tags, (_, command) =>
        {
            sent.Add(Encoding.ASCII.GetString(command.Span));
            return Encoding.ASCII.GetBytes($"{35000 + sent.Count} 203.0.113.5");
        });

        Assert.True(done);
        Assert.Equal(commands, string.Join('|', sent));
        var changed = Applied(context);
        foreach (var line in lines.Split('|'))
            Assert.Contains($"{line}\r\n", changed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("E1")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("99999 203.0.113.5")]
    public void A_refusal_changes_nothing(string reply)
    {
        var context = Context(Sdp);
        SdpBody.Find(context.Message, out var body);
        ProxyTags.TryRead(context, 'U', out var tags);
        var node = new ProxyNode(new ProxyAddress("udp:127.0.0.1:1", "127.0.0.1", 1, 1));

        Assert.False(new ProxyExchange(context, SdpPlaces.Read(context.Message, body)!, ProxyFlags.Parse("co"), default).Run(node, 'U', tags, (_, _) => Encoding.ASCII.GetBytes(reply)));
        Assert.True(context.Edits.IsEmpty);
    }

    [Theory]
    [InlineData("nat 1")]
    [InlineData("nat;1")]
    public void Names_that_would_break_a_command_are_refused(string callId) =>
        Assert.False(ProxyTags.TryRead(Context(Sdp, callId), 'U', out _));

    private static RoutingContext Context(string sdp, string callId = "nat1")
    {
        var text = $"INVITE sip:b@h SIP/2.0\r\nVia: SIP/2.0/UDP 10.1.1.1;branch=z9hG4bK1\r\nFrom: <sip:a@h>;tag=ft1\r\nTo: <sip:b@h>\r\nCall-ID: {callId}\r\nCSeq: 1 INVITE\r\nContent-Type: application/sdp\r\nContent-Length: {sdp.Length}\r\n\r\n{sdp}";
        var bytes = Encoding.Latin1.GetBytes(text);
        var socket = new FakeSocket();
        var context = new RoutingContext
        {
            Worker = new WorkerState(0, "test"),
            Received = new ReceivedFrom { Socket = socket, Local = socket.Local, UtcTicks = 0, Remote = new HostEndPoint([192, 0, 2, 9], 5060), Protocol = TransportProtocol.Udp },
        };
        Assert.True(context.Message.TryParse(bytes, bytes.Length));
        return context;
    }

    private static string Applied(RoutingContext context)
    {
        var output = new Signalbox.Engine.Buffers.ByteWriter();
        MessageWriter.WriteEdited(context.Message, default, context.Edits, output);
        return Encoding.Latin1.GetString(output.Written);
    }
}
