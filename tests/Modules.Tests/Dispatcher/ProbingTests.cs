namespace Signalbox.Modules.Tests.Dispatcher;

public sealed class ProbingTests : IAsyncDisposable
{
    private const string List = "1 sip:127.0.0.1:7501 8\n1 sip:127.0.0.1:7502 9\n1 sip:127.0.0.1:7503\n1 sip:127.0.0.1:7504 4\n1 sip:127.0.0.1:7505 1\n";
    private const string Script = """
        request_route { exit; }
        event_route[dispatcher:dst-down] { xlog("down $rm $ru $dsv(code) $dsv(reason) $dsv(flags)"); }
        event_route[dispatcher:dst-up] { xlog("up $rm $ru $dsv(code)"); }
        """;

    private readonly DispatcherProbe _probe = new();

    public async ValueTask DisposeAsync() => await _probe.DisposeAsync();

    [Theory]
    [InlineData(0, "7501 7502", "1: 7505 IX, 7504 DX, 7503 AX, 7502 AX, 7501 AX", "1: 7505 IX, 7504 DX, 7503 AX, 7502 IX, 7501 IX")]
    [InlineData(1, "7501 7502 7503 7505", "1: 7505 AP, 7504 DX, 7503 AP, 7502 AP, 7501 AP", "1: 7505 IP, 7504 DX, 7503 IP, 7502 IP, 7501 IP")]
    [InlineData(2, "7502", "1: 7505 IX, 7504 DX, 7503 AX, 7502 AX, 7501 AP", "1: 7505 IX, 7504 DX, 7503 AX, 7502 IP, 7501 AP")]
    [InlineData(3, "7501 7502", "1: 7505 IX, 7504 DX, 7503 AX, 7502 AP, 7501 AP", "1: 7505 IX, 7504 DX, 7503 AX, 7502 IP, 7501 IP")]
    public async Task Who_is_pinged_and_what_becomes_of_it_depends_on_the_mode(int mode, string pinged, string good, string bad)
    {
        await StartAsync($"ds_ping_interval=2 ds_probing_mode={mode}");
        Assert.Equal(pinged, Ping("200 OK"));
        Assert.Equal(good, _probe.States());
        await _probe.DisposeAsync();

        var other = new DispatcherProbe();
        await other.StartAsync(List, $"ds_ping_interval=2 ds_probing_mode={mode}", Script);
        Assert.Equal(pinged, Ping("503 No", other));
        Assert.Equal(bad, other.States());
        await other.DisposeAsync();
    }

    [Fact]
    public async Task A_destination_goes_out_of_use_and_comes_back_after_as_many_answers_as_the_thresholds_say()
    {
        await _probe.StartAsync("1 sip:127.0.0.1:7501\n", "ds_ping_interval=2 ds_probing_mode=1 ds_probing_threshold=2 ds_inactive_threshold=3", Script);
        var states = new List<string>();
        foreach (var status in (string[])["503 No", "503 No", "503 No", "200 OK", "200 OK", "503 No", "200 OK", "200 OK", "202 Fine", "404 No"])
        {
            Ping(status);
            states.Add(_probe.States()[^2..]);
        }

        Assert.Equal("TP IP IP IP IP IP IP IP AP TP", string.Join(' ', states));
        Assert.Equal(["down OPTIONS sip:127.0.0.1:7501 503 No 1", "up OPTIONS sip:127.0.0.1:7501 202"], _probe.Lines);
    }

    [Fact]
    public async Task Good_codes_can_be_set_while_it_runs()
    {
        await _probe.StartAsync("1 sip:127.0.0.1:7501\n", "ds_ping_interval=2 ds_probing_mode=1", "loadmodule \"cfg_rpc.so\"\n" + Script);
        Ping("404 No");
        Assert.EndsWith("IP", _probe.States(), StringComparison.Ordinal);

        Assert.StartsWith("400", _probe.Command("cfg.set_now_string dispatcher ping_reply_codes code=4O4"), StringComparison.Ordinal);
        Assert.Empty(_probe.Command("cfg.set_now_string dispatcher ping_reply_codes class=2;code=404"));
        Ping("404 No");

        Assert.EndsWith("AP", _probe.States(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_that_the_operator_names_are_good_and_no_answer_is_none()
    {
        await _probe.StartAsync("1 sip:127.0.0.1:7501\n2 sip:127.0.0.1:7502 0 0 ping_from=sip:me@example.org;obproxy=sip:127.0.0.1:7599\n", "ds_ping_interval=2 ds_probing_mode=1 ds_ping_reply_codes=code=404;class=5 ds_ping_latency_stats=1", Script);
        Assert.Equal("7501", Ping("404 No"));
        Assert.Contains("From: <sip:me@example.org>;tag=", _probe.Engine.Take("127.0.0.1:7599")!.Text, StringComparison.Ordinal);
        Ping("501 No");
        Assert.EndsWith("7501 AP", _probe.States(), StringComparison.Ordinal);

        _probe.Engine.Advance(TimeSpan.FromSeconds(40));
        Assert.Contains("down OPTIONS sip:127.0.0.1:7502 408 Request Timeout 1", _probe.Lines);
        Assert.Matches("TIMEOUT: [1-9]", _probe.Command("dispatcher.list"));
    }

    [Fact]
    public async Task Pings_stop_and_go_on_by_command()
    {
        await StartAsync("ds_ping_interval=2 ds_probing_mode=1");
        Assert.Equal("OldPingState: 1", _probe.Command("dispatcher.ping_active"));
        Assert.Equal("NewPingState: 0 OldPingState: 1", _probe.Command("dispatcher.ping_active 0"));
        Assert.Equal("", Ping("200 OK"));
        Assert.Equal("NewPingState: 1 OldPingState: 0", _probe.Command("dispatcher.ping_active 1"));
        Assert.Equal("7501 7502 7503 7505", Ping("200 OK"));
    }

    [Fact]
    public async Task A_destination_that_is_switched_off_while_its_ping_is_under_way_stays_off()
    {
        await _probe.StartAsync("1 sip:127.0.0.1:7501\n", "ds_ping_interval=2 ds_probing_mode=1", Script);
        _probe.Engine.Advance(TimeSpan.FromSeconds(2.2));
        _probe.Command("dispatcher.set_state d 1 sip:127.0.0.1:7501");
        Assert.True(_probe.Answer(7501, "200 OK"));

        Assert.Equal("1: 7501 DX", _probe.States());
    }

    [Fact]
    public async Task A_gateway_that_fails_is_marked_and_the_call_goes_to_the_next()
    {
        await _probe.StartAsync("2 sip:127.0.0.1:7501\n2 sip:127.0.0.1:7502\n", "flags=2", """
            request_route { ds_select_dst("2", "8"); t_on_failure("NEXT"); t_relay(); exit; }
            failure_route[NEXT] {
                ds_mark_dst("ip");
                if (t_check_status("5[0-9][0-9]") && ds_next_dst()) { xlog("next $du $xavp(_dsdst_=>uri)"); t_relay(); exit; }
            }
            event_route[dispatcher:dst-down] { xlog("down $rm $ru $dsv(code) $dsv(flags)"); }
            """);
        _probe.Deliver("INVITE");
        Assert.True(_probe.Answer(7502, "503 Busy"));
        Assert.NotNull(_probe.Engine.Take("127.0.0.1:7501"));

        Assert.Equal(["down INVITE sip:bob@example.org 820 0", "next sip:127.0.0.1:7501 sip:127.0.0.1:7501"], _probe.Lines);
        Assert.Equal("2: 7502 IP, 7501 AX", _probe.States());
    }

    private Task StartAsync(string parameters) => _probe.StartAsync(List, parameters, Script);

    // One interval; answers all pings and gives the ports that got one.
    private string Ping(string status, DispatcherProbe? probe = null)
    {
        probe ??= _probe;
        probe.Engine.Advance(TimeSpan.FromSeconds(2));
        return string.Join(' ', Enumerable.Range(7501, 5).Where(port => probe.Answer(port, status)));
    }
}
