using System.Net;
using System.Text;
using Signalbox.Engine.Routing;
using Xunit;

namespace Engine.Tests.Hosting;

public sealed class ReplyForwardTests
{
    [Fact]
    public async Task A_reply_goes_to_the_next_via_with_received_and_rport()
    {
        await using var engine = await TestEngine.StartAsync(_ => { });
        using var client = TestEngine.UdpClient();
        using var server = TestEngine.UdpClient();
        var port = ((IPEndPoint)client.LocalEndPoint!).Port;
        server.SendTo(Reply($"Via: SIP/2.0/UDP host.invalid:5060;rport={port};received=127.0.0.1;branch=z9hG4bKb\r\n"), engine.EndPoint());

        var text = TestEngine.Receive(client);

        Assert.StartsWith("SIP/2.0 180 Ringing\r\nVia: SIP/2.0/UDP host.invalid:5060;rport=", text);
        Assert.DoesNotContain("z9hG4bKa", text);
        await Wait.UntilAsync(() => engine.Runtime.Workers.Total().ForwardedReplies == 1);
    }

    [Fact]
    public async Task A_reply_with_one_via_is_dropped()
    {
        await using var engine = await TestEngine.StartAsync(_ => { });
        using var server = TestEngine.UdpClient();
        server.SendTo(Reply(string.Empty), engine.EndPoint());

        await Wait.UntilAsync(() => engine.Runtime.Workers.Total().DroppedReplies == 1);
    }

    [Fact]
    public async Task Drop_in_reply_route_discards_the_reply()
    {
        await using var engine = await TestEngine.StartAsync(e => e.Source.Reply = new StubRoute(_ => new RouteResult(1, Exit: true, Drop: true)));
        using var client = TestEngine.UdpClient();
        SendReply(client, engine);

        await Wait.UntilAsync(() => engine.Runtime.Workers.Total().DroppedReplies == 1);
        Assert.Equal(0, engine.Runtime.Workers.Total().ForwardedReplies);

        static void SendReply(System.Net.Sockets.Socket socket, TestEngine to) =>
            socket.SendTo(Reply($"Via: SIP/2.0/UDP 127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port};branch=z9hG4bKb\r\n"), to.EndPoint());
    }

    [Fact]
    public async Task Onsend_route_sees_the_reply_when_asked_to_and_may_drop_it()
    {
        var seen = string.Empty;
        await using var engine = await TestEngine.StartAsync(e =>
        {
            e.Source.Configure = s => s.OnSendForReplies = true;
            e.Source.OnSend = new StubRoute(context =>
            {
                seen = Encoding.Latin1.GetString(context.Outgoing!.Bytes.Span);
                return new RouteResult(1, Exit: true, Drop: true);
            });
        });
        using var client = TestEngine.UdpClient();
        client.SendTo(Reply("Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKb\r\n"), engine.EndPoint());

        await Wait.UntilAsync(() => engine.Runtime.Workers.Total().FailedReplies == 1);
        Assert.StartsWith("SIP/2.0 180 Ringing\r\nVia: SIP/2.0/UDP 127.0.0.1:9", seen);
    }

    private static byte[] Reply(string secondVia) => Encoding.Latin1.GetBytes(
        $"SIP/2.0 180 Ringing\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKa\r\n{secondVia}"
        + "From: <sip:a@a>;tag=1\r\nTo: <sip:b@b>;tag=2\r\nCall-ID: c1\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n");
}
