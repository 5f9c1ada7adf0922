using Signalbox.Engine.Control;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Tm;

/// <summary>tm.t_uac_wait and tm.t_uac_wait_block hold their caller until the final reply; answers as the peer's kamcmd shows them.</summary>
public sealed class UacWaitTests : IAsyncLifetime
{
    private const string Cfg = """
        loadmodule "tm.so"
        modparam("tm", "fr_timer", 2000)
        request_route { exit; }
        """;

    private static readonly string[] Request =
        ["OPTIONS", "sip:bob@192.0.2.2", ".", ".", "From: <sip:here@example.org>\r\nTo: <sip:bob@example.org>\r\n"];

    private readonly LoopbackEngine _engine = new();

    public Task InitializeAsync() => _engine.StartAsync(CfgSource.Make(Cfg, _engine.Services));

    public Task DisposeAsync() => _engine.StopAsync();

    [Theory]
    [InlineData("tm.t_uac_wait")]
    [InlineData("tm.t_uac_wait_block")]
    [InlineData("tm.t_uac_wait_noack")]
    [InlineData("tm.t_uac_wait_block_noack")]
    public async Task The_final_reply_is_the_answer(string command)
    {
        var answer = Task.Run(() => Execute(command));
        var sent = await SentAsync();
        Assert.False(answer.IsCompleted);

        _engine.Deliver(Reply(sent, "180 Ringing"), "192.0.2.2:5060");
        _engine.Deliver(Reply(sent, "200 Fine by me"), "192.0.2.2:5060");

        var lines = await answer.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Contains("code: 200", lines);
        Assert.Contains("text: Fine by me", lines);
    }

    [Fact]
    public async Task Silence_is_408()
    {
        var answer = Task.Run(() => Execute("tm.t_uac_wait"));
        await SentAsync();

        _engine.Advance(TimeSpan.FromSeconds(3));

        var lines = await answer.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Contains("code: 408", lines);
        Assert.Contains("text: Request Timeout", lines);
    }

    private static string Reply(string request, string status)
    {
        var copied = request.Split("\r\n").Where(line => line.Split(':')[0] is "Via" or "From" or "To" or "Call-ID" or "CSeq");
        return $"SIP/2.0 {status}\r\n{string.Join("\r\n", copied)}\r\nContent-Length: 0\r\n\r\n";
    }

    private IReadOnlyList<string> Execute(string command) =>
        RpcText.Lines(_engine.Services.Get<RpcDispatcher>().Execute(command, [.. Request.Select(RpcValue.Of)]));

    private async Task<string> SentAsync()
    {
        var limit = DateTime.UtcNow.AddSeconds(10);
        while (_engine.Sent.Count == 0 && DateTime.UtcNow < limit)
            await Task.Delay(10);

        return _engine.Take("192.0.2.2:5060")!.Text;
    }
}
