using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Wire;

/// <summary>What trace_mode records and what tcpdump sees, or both ends of a ciphered connection saw, are the same messages.</summary>
public sealed class WireTruthTests : IDisposable
{
    private readonly WireServer _server = new();
    private readonly TraceCollector _collector = new();
    private readonly Phone _callee = new();
    private readonly Phone _second = new();
    private readonly Phone _silent = new();

    public void Dispose()
    {
        _silent.Dispose();
        _second.Dispose();
        _callee.Dispose();
        _collector.Dispose();
        _server.Dispose();
    }

    [CaptureFact]
    public void Trace_and_capture_of_a_mixed_run_agree_one_to_one()
    {
        using var pinged = new Answerer(_server.Udp);
        using var capture = WireCapture.Start(_server.Folder, _collector.Port, _server.Udp, _server.Wildcard, _server.Tcp, _server.Tls);
        _server.Start(_collector.Port, _callee.Port, _second.Port, _silent.Port, pinged.Port);
        using var run = new MixedRun(_server, _callee, _second);
        run.Play();
        var ciphered = PlayStreams(run);
        PlayOwnRequests(pinged);
        _server.Stop();

        var wire = capture.Stop(_server.Tls).Concat(ciphered).ToList();
        Assert.True(SpinWait.SpinUntil(() => _collector.Messages.Count >= wire.Count, TimeSpan.FromSeconds(5)) || wire.Count > 0);
        Compare(wire, _collector.Messages);
        Compare([.. wire.Where(static one => one.IsSip)], [.. TraceRows.Read(_server.Database)]);
        Assert.Equal(Repetitions(wire.Where(static one => one.IsSip)), TraceRows.CountMarked(_server.Database));
        Assert.InRange(wire.Count, 90, 400);
    }

    private static int Repetitions(IEnumerable<WireMessage> wire) =>
        WireMessage.ByFlow(wire).Values.Sum(static flow => flow.Count - flow.Distinct(StringComparer.Ordinal).Count());

    private static void Compare(IReadOnlyCollection<WireMessage> wire, IReadOnlyCollection<WireMessage> trace)
    {
        var (seen, traced) = (WireMessage.ByFlow(wire), WireMessage.ByFlow(trace));
        foreach (var flow in seen.Keys.Union(traced.Keys))
        {
            var (left, right) = (seen.GetValueOrDefault(flow, []), traced.GetValueOrDefault(flow, []));
            Assert.True(left.SequenceEqual(right), $"{flow}: {left.Count} on the wire, {right.Count} traced\n--- wire\n{string.Join("---\n", left)}\n=== trace\n{string.Join("---\n", right)}");
        }

        Assert.Equal(wire.Count, trace.Count);
    }

    private List<WireMessage> PlayStreams(MixedRun run)
    {
        var ciphered = new List<WireMessage>();
        foreach (var (isTls, isWebSocket) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            var name = $"{(isTls ? "tls" : "tcp")}{(isWebSocket ? "-ws" : string.Empty)}";
            var via = (isWebSocket, isTls) switch { (true, true) => "WSS", (true, false) => "WS", (false, true) => "TLS", _ => "TCP" };
            using var client = WireStream.Connect(isTls ? _server.Tls : _server.Tcp, isTls);
            PlayStream(run, client, name, via, isWebSocket);
            if (isTls)
                ciphered.AddRange(client.Messages);
        }

        return ciphered;
    }

    private static void PlayStream(MixedRun run, WireStream client, string name, string via, bool isWebSocket)
    {
        var options = run.Request("OPTIONS", string.Empty, name + "-options", via);
        var message = run.Request("MESSAGE", "bob@", name + "-message", via);
        if (isWebSocket)
        {
            client.Upgrade();
            client.SendFrame(options);
            client.SendFrame(message);
        }
        else
        {
            // Two messages in one segment.
            client.Send(options + message);
        }

        Assert.StartsWith("SIP/2.0 200 ", client.Receive(), StringComparison.Ordinal);
        run.AnswerOne();
        Assert.StartsWith("SIP/2.0 200 ", client.Receive(), StringComparison.Ordinal);
    }

    // Pings of dispatcher and nathelper, and a request by command.
    private void PlayOwnRequests(Answerer pinged)
    {
        using var phone = new Phone(_server.Udp);
        phone.Send(phone.Request("REGISTER", $"sip:127.0.0.1:{_server.Udp}", "register", $"Contact: <sip:bob@127.0.0.1:{pinged.Port}>;expires=600\r\n"));
        Assert.StartsWith("SIP/2.0 200 ", phone.Receive(), StringComparison.Ordinal);
        _server.Call("tm.t_uac_start", "INFO", $"sip:bob@127.0.0.1:{pinged.Port}", ".", ".", "From: <sip:x@example.org>;tag=t\r\nTo: <sip:bob@example.org>\r\n");
        Assert.True(
            SpinWait.SpinUntil(() => pinged.Count("INFO sip:") == 1 && pinged.Count("From: <sip:pinger@") + pinged.Count("From: sip:pinger@") >= 2 && pinged.Count("dispatcher") >= 2, TimeSpan.FromSeconds(15)),
            _server.Log);
        _server.Call("dispatcher.ping_active", "0");
        _server.Call("nathelper.enable_ping", "0");
        Thread.Sleep(300);
    }
}
