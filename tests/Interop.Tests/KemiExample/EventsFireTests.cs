using System.Net;
using System.Net.Sockets;
using System.Text;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.KemiExample;

/// <summary>Events of the modules of a running server reach native event routes, Lua and JavaScript alike.</summary>
public sealed class EventsFireTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    private static readonly string[] Events =
    [
        "htable:mod-init", "rtimer", "core:msg-received", "core:pre-routing", "core:receive-parse-error", "tm:local-request", "tm:local-response", "sl:local-response",
        "sl:filtered-ack", "usrloc:contact-expired", "dialog:start", "dialog:end", "dialog:failed", "htable:expired:t", "dispatcher:dst-down", "dispatcher:dst-up",
        "xhttp:request", "siptrace:msg", "sipdump:msg",
    ];

    [Theory]
    [InlineData("native")]
    [InlineData("lua")]
    [InlineData("js")]
    public async Task Every_event_is_told(string engine)
    {
        var port = Ports.FreeOfBoth();
        using var callee = new ExamplePhone(port);
        using var destination = new ExamplePhone(port);
        using var server = EventServer.Start("events", engine, ("PORT", $"{port}"), ("CALLEE", $"{callee.Port}"), ("FILE:dispatcher.list", $"1 sip:127.0.0.1:{destination.Port}\n"));
        await server.Told("rtimer");

        // The destination says nothing, then answers pings.
        await server.Told("dispatcher:dst-down");
        using var ended = new CancellationTokenSource();
        var pings = Task.Run(() => AnswerPings(destination, ended.Token));
        await server.Told("dispatcher:dst-up");

        using var caller = new ExamplePhone(port);
        Stateless(caller, port);
        Register(caller, port);
        caller.Send("OPTIONS this is no SIP message, but long enough for one\r\n\r\n");
        await Call(server, caller, callee, "200 OK");
        await Call(server, caller, callee, "486 Busy Here");
        await Browse(port);

        foreach (var name in Events)
            await server.Told(name);

        await ended.CancelAsync();
        await pings;
        server.Stop();
    }

    private static void AnswerPings(ExamplePhone destination, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            if (destination.Receive("OPTIONS ", TimeSpan.FromMilliseconds(200)) is { } ping)
                destination.Send(ExamplePhone.Answer(ping, "200 OK"));
        }
    }

    // An answer without a transaction, and the ACK to it, which carries its tag.
    private static void Stateless(ExamplePhone caller, int port)
    {
        var request = Request(caller, "OPTIONS", "events-sl", port);
        caller.Send(request);
        var answer = caller.Receive("SIP/2.0 200 ");
        Assert.NotNull(answer);
        caller.Send(request.Replace("OPTIONS", "ACK", StringComparison.Ordinal).Replace(ExamplePhone.Line(request, "To"), ExamplePhone.Line(answer, "To"), StringComparison.Ordinal));
        caller.Send(Request(caller, "MESSAGE", "events-tm", port));
        Assert.NotNull(caller.Receive("SIP/2.0 202 "));
    }

    private static void Register(ExamplePhone caller, int port)
    {
        caller.Send(caller.Request("REGISTER", $"sip:127.0.0.1:{port}", "events-reg", "sip:bob@127.0.0.1", "sip:bob@127.0.0.1", $"Contact: <sip:bob@127.0.0.1:{caller.Port}>\r\nExpires: 1\r\n"));
        Assert.NotNull(caller.Receive("SIP/2.0 200 "));
    }

    private static async Task Call(EventServer server, ExamplePhone caller, ExamplePhone callee, string status)
    {
        var port = caller.Server;
        var callId = $"events-{status[..3]}";
        var request = Request(caller, "INVITE", callId, port, $"Contact: <sip:alice@127.0.0.1:{caller.Port}>\r\n");
        caller.Send(request);
        var invite = callee.Receive("INVITE ");
        Assert.True(invite is not null, server.Output);
        callee.Send(ExamplePhone.Answer(invite, status, $"Contact: <sip:bob@127.0.0.1:{callee.Port}>\r\n"));
        var answer = caller.Receive($"SIP/2.0 {status}");
        Assert.True(answer is not null, server.Output);
        if (status[0] != '2')
        {
            caller.Send(ExamplePhone.Ack(request, answer));
            return;
        }

        var route = $"{ExamplePhone.Line(answer, "Record-Route").Replace("Record-Route:", "Route:", StringComparison.Ordinal)}\r\n";
        caller.Send(InDialog(caller, "ACK", callId, answer, callee.Port, route));
        await server.Told("dialog:start");
        caller.Send(InDialog(caller, "BYE", callId, answer, callee.Port, route).Replace("CSeq: 1 ", "CSeq: 2 ", StringComparison.Ordinal));
        var bye = callee.Receive("BYE ");
        Assert.True(bye is not null, server.Output);
        callee.Send(ExamplePhone.Answer(bye, "200 OK"));
    }

    private static string InDialog(ExamplePhone caller, string method, string callId, string answer, int callee, string route)
    {
        var request = caller.Request(method, $"sip:bob@127.0.0.1:{callee}", callId, "sip:alice@127.0.0.1", "sip:bob@127.0.0.1", route);
        return request.Replace(ExamplePhone.Line(request, "To"), ExamplePhone.Line(answer, "To"), StringComparison.Ordinal);
    }

    private static string Request(ExamplePhone caller, string method, string callId, int port, string more = "") =>
        caller.Request(method, $"sip:bob@127.0.0.1:{port}", callId, "sip:alice@127.0.0.1", "sip:bob@127.0.0.1", more);

    private static async Task Browse(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n"));
        var buffer = new byte[4096];
        var count = await stream.ReadAsync(buffer).AsTask().WaitAsync(Wait);
        Assert.StartsWith("HTTP/1.1 200 ", Encoding.ASCII.GetString(buffer, 0, count), StringComparison.Ordinal);
    }
}
