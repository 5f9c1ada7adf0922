using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.KemiExample;

/// <summary>Events that few configurations have, and those of the server itself, in each language.</summary>
public sealed class RareEventsFireTests
{
    private static readonly string[] Events =
    [
        "core:worker-one-init", "core:reloaded", "tm:local-response-sent", "tm:local-ack-sent", "dialog:timeout", "tls:connection-out", "websocket:closed", "sipcapture:request",
    ];

    [Theory]
    [InlineData("native")]
    [InlineData("lua")]
    [InlineData("js")]
    public async Task Every_event_is_told(string engine)
    {
        var port = Ports.FreeOfBoth();
        using var callee = new ExamplePhone(port);
        using var server = EventServer.Start("rare-events", engine, ("TLSPORT", Text(Ports.FreeOfBoth())), ("PORT", Text(port)), ("CALLEE", Text(callee.Port)));
        await server.Told("core:worker-one-init");
        using var caller = new ExamplePhone(port);
        Ask(caller, "answered", "SIP/2.0 202 ");
        Ask(caller, "tls", "SIP/2.0 ");
        InviteOfOurOwn(server, callee);
        await CallThatIsNeverEnded(server, caller, callee);
        await BrowseAndLeave(port);
        using (var feeder = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
            feeder.SendTo(new Captures.CaptureCase(new GoldenCase(Path.Combine(GoldenCase.Root, "sipcapture", "nonsip-hook-kemi-callback"))).Input[0], new IPEndPoint(IPAddress.Loopback, port));

        server.Call("core.reload");
        foreach (var name in Events)
            await server.Told(name);

        server.Stop();
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static void Ask(ExamplePhone caller, string user, string answer)
    {
        caller.Send(caller.Request("MESSAGE", $"sip:{user}@127.0.0.1:{caller.Server}", $"rare-{user}", "sip:alice@127.0.0.1", $"sip:{user}@127.0.0.1"));
        Assert.NotNull(caller.Receive(answer));
    }

    // The server calls, and acknowledges the answer.
    private static void InviteOfOurOwn(EventServer server, ExamplePhone callee)
    {
        server.Call("tm.t_uac_start", "INVITE", $"sip:bob@127.0.0.1:{callee.Port}", ".", ".", $"From: <sip:a@127.0.0.1>;tag=own\r\nTo: <sip:bob@127.0.0.1>\r\nContact: <sip:a@127.0.0.1:{callee.Server}>\r\n");
        var invite = callee.Receive("INVITE ");
        Assert.True(invite is not null, server.Output);
        callee.Send(ExamplePhone.Answer(invite, "200 OK", $"Contact: <sip:bob@127.0.0.1:{callee.Port}>\r\n"));
        Assert.True(callee.Receive("ACK ") is not null, server.Output);
    }

    private static async Task CallThatIsNeverEnded(EventServer server, ExamplePhone caller, ExamplePhone callee)
    {
        caller.Send(caller.Request("INVITE", $"sip:bob@127.0.0.1:{caller.Server}", "rare-call", "sip:alice@127.0.0.1", "sip:bob@127.0.0.1", $"Contact: <sip:alice@127.0.0.1:{caller.Port}>\r\n"));
        var invite = callee.Receive("INVITE ");
        Assert.True(invite is not null, server.Output);
        callee.Send(ExamplePhone.Answer(invite, "200 OK", $"Contact: <sip:bob@127.0.0.1:{callee.Port}>\r\n"));
        Assert.NotNull(caller.Receive("SIP/2.0 200"));
        await server.Told("dialog:timeout");
    }

    private static async Task BrowseAndLeave(int port)
    {
        using var client = new ClientWebSocket();
        client.Options.AddSubProtocol("sip");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await client.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/"), patience.Token);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", patience.Token);
    }
}
