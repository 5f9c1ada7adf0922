using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Reload;

/// <summary>The engine on a network and a clock of the test's own, with a cfg that the test rewrites.</summary>
internal sealed class ReloadProbe : IAsyncDisposable
{
    public const string Caller = "192.0.2.1:5060";
    public const string Callee = "192.0.2.2:5060";

    private const string Listen = "\nlisten=udp:127.0.0.1:5060\n";

    private ReloadProbe(string cfg) => Source = new CfgSource(cfg + Listen, Engine.Services);

    public LoopbackEngine Engine { get; } = new();

    public CfgSource Source { get; }

    /// <summary>Lines of the script, without level.</summary>
    public IEnumerable<string> Log => Engine.Log.Select(static line => line.Text);

    public static async Task<ReloadProbe> StartAsync(string cfg)
    {
        var probe = new ReloadProbe(cfg);
        await probe.Engine.StartAsync(probe.Source);
        return probe;
    }

    /// <summary>Runs a command; a fault is <c>code text</c>.</summary>
    public string Rpc(string method, params string[] arguments)
    {
        var call = Engine.Services.Get<RpcDispatcher>().Execute(method, [.. arguments.Select(RpcValue.Of)], convertsTypes: true);
        return string.Join('\n', RpcText.Lines(call));
    }

    /// <summary>Puts another text into the file.</summary>
    public void Write(string cfg) => Source.Write(cfg + Listen);

    /// <summary>Takes another text and reloads; the answer is that of core.reload.</summary>
    public string Reload(string cfg, params string[] arguments)
    {
        Write(cfg);
        return Rpc("core.reload", arguments);
    }

    public void Invite(string call) => Engine.Deliver(Request("INVITE", call), Caller);

    public void Options(string call = "o") => Engine.Deliver(Request("OPTIONS", call), Caller);

    /// <summary>The callee answers the request that came to it last.</summary>
    public void Answer(string statusLine)
    {
        var request = Engine.Take(Callee) ?? throw new InvalidOperationException("nothing was sent to the callee");
        var head = request.Text.Split("\r\n").Where(static line => line.Split(':')[0] is "Via" or "From" or "Call-ID" or "CSeq" or "Record-Route");
        var to = request.Text.Split("\r\n").First(static line => line.StartsWith("To:", StringComparison.Ordinal));
        Engine.Deliver($"SIP/2.0 {statusLine}\r\n{string.Join("\r\n", head)}\r\n{to};tag=callee\r\nContent-Length: 0\r\n\r\n", Callee);
    }

    /// <summary>Start lines of what was sent to an address since the last call.</summary>
    public string[] SentTo(string address)
    {
        var lines = new List<string>();
        while (Engine.Take(address) is { } message)
            lines.Add(message.Text.Split("\r\n")[0]);

        return [.. lines];
    }

    /// <summary>Waits until the old generations have ended.</summary>
    public async Task UntilAloneAsync()
    {
        var reload = Engine.Services.Get<IReloadService>();
        for (var i = 0; i < 1000 && reload.ActiveGenerations.Count > 1; i++)
        {
            // The wait for the end of a generation goes by the clock of the test.
            Engine.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(10);
        }

        Assert.Single(reload.ActiveGenerations);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync();
        Source.Dispose();
    }

    private static string Request(string method, string call) =>
        $"{method} sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-{call}\r\nFrom: <sip:alice@example.org>;tag={call}\r\n"
        + $"To: <sip:bob@example.org>\r\nCall-ID: {call}\r\nCSeq: 1 {method}\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
}
