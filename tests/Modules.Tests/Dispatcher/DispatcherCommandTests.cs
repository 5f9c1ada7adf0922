namespace Signalbox.Modules.Tests.Dispatcher;

public sealed class DispatcherCommandTests : IAsyncDisposable
{
    private const string Updated = "Ok. Dispatcher state updated.";
    private readonly DispatcherProbe _probe = new();

    public async ValueTask DisposeAsync() => await _probe.DisposeAsync();

    [Theory]
    [InlineData("ix", "IX")]
    [InlineData("ip", "IP")]
    [InlineData("a", "AX")]
    [InlineData("ap", "AP")]
    [InlineData("apx", "AP")]
    [InlineData("aip", "AX")] // Only the second letter is looked at.
    [InlineData("t", "TX")]
    [InlineData("TP", "TP")]
    [InlineData("d", "DX")]
    [InlineData("dp", "DX")]
    [InlineData("p", "500 Unknown State Value")]
    [InlineData("x", "500 Unknown State Value")]
    [InlineData("zz", "500 Unknown State Value")]
    public async Task Letters_put_the_state_that_the_peer_puts(string letters, string state)
    {
        await _probe.StartAsync("1 sip:127.0.0.1:7071 2\n", "", "request_route { exit; }");
        var answer = _probe.Command($"dispatcher.set_state {letters} 1 sip:127.0.0.1:7071");

        Assert.Equal(state, answer == Updated ? _probe.States()[^2..] : answer);
    }

    [Theory]
    [InlineData("i", "IX 1")]
    [InlineData("ap", "AP 1")]
    [InlineData("p", "AP 1")]
    [InlineData("T", "IX 1")] // One failure is enough.
    [InlineData("tp", "IP 1")]
    [InlineData("d", "DX 1")]
    [InlineData("dx", "AX -1")]
    [InlineData("zz", "AX -1")]
    public async Task Marks_put_the_state_that_the_peer_puts(string letters, string result)
    {
        await _probe.StartAsync("1 sip:127.0.0.1:7071\n", "flags=2", $"request_route {{ ds_select_dst(\"1\", \"8\"); ds_mark_dst(\"{letters}\"); xlog(\"$rc\"); exit; }}");
        _probe.Deliver();

        Assert.Equal(result, $"{_probe.States()[^2..]} {_probe.Lines[^1]}");
    }

    [Theory]
    [InlineData("dispatcher.set_state a 1", "500 Invalid Parameters")]
    [InlineData("dispatcher.set_state a x all", "500 Invalid Parameters")]
    [InlineData("dispatcher.set_state a 99 all", Updated)]
    [InlineData("dispatcher.set_state a 1 sip:127.0.0.1:9", "500 State Update Failed")]
    [InlineData("dispatcher.set_duid_state i 1 a1", Updated)]
    [InlineData("dispatcher.set_duid_state i 1 all", "500 State Update Failed")]
    [InlineData("dispatcher.set_duid_state i 99 a1", "500 State Update Failed")]
    [InlineData("dispatcher.set_duid_state i 1", "500 Invalid Parameters")]
    [InlineData("dispatcher.hash 8 abc", "hashid: 7167810 slot: 2")] // Recorded with 8 slots.
    [InlineData("dispatcher.hash 0 abc", "hashid: 7167810 slot: 0")]
    [InlineData("dispatcher.hash 8 alice example.com", "hashid: 1442294598 slot: 6")]
    [InlineData("dispatcher.hash 4 bob example.net:5070", "hashid: 2147189527 slot: 3")]
    [InlineData("dispatcher.hash 8", "500 Invalid Parameters")]
    [InlineData("dispatcher.hash x abc", "500 Invalid Parameters")]
    [InlineData("dispatcher.add 20", "500 Invalid Parameters")]
    [InlineData("dispatcher.add 20 sip:127.0.0.1:7201 zz", "500 Invalid Parameters")]
    [InlineData("dispatcher.add 1 junk", "500 Adding dispatcher dst failed: found the destination \"junk\", expected a SIP URI")]
    [InlineData("dispatcher.add 1 sip:127.0.0.1:1 0 0 socket=udp:192.0.2.1:5060", "500 Adding dispatcher dst failed: found the socket \"udp:192.0.2.1:5060\", expected one that this server listens on")]
    [InlineData("dispatcher.remove 20", "500 Invalid Parameters")]
    [InlineData("dispatcher.remove 1 sip:127.0.0.1:9", "Ok. Dispatcher destination removed.")]
    public async Task Commands_answer_as_the_peer(string command, string answer)
    {
        await _probe.StartAsync("exit;");

        Assert.Equal(answer, _probe.Command(command));
    }

    [Fact]
    public async Task The_list_has_the_members_of_the_peer()
    {
        await _probe.StartAsync("1 sip:127.0.0.1:7161 0 10 duid=a1;weight=50;maxload=10\n2 sip:127.0.0.1:7063\n", "", "request_route { exit; }");

        Assert.Equal(
            "NRSETS: 2 RECORDS: SET: ID: 2 TARGETS: DEST: URI: sip:127.0.0.1:7063 FLAGS: AX PRIORITY: 0 SET: ID: 1 TARGETS: DEST: URI: sip:127.0.0.1:7161 FLAGS: AX PRIORITY: 10 "
            + "ATTRS: BODY: duid=a1;weight=50;maxload=10 DUID: a1 MAXLOAD: 10 WEIGHT: 50 RWEIGHT: 0 SOCKET: SOCKNAME: OBPROXY:",
            _probe.Command("dispatcher.list"));
        Assert.Contains("PRIORITY: 0 HOST: 127.0.0.1 IPADDR: 127.0.0.1 PORT: 7063 PROTOID: 0 DNSTIME_SEC: 0 DNSTIME_USEC: 0 SET:", _probe.Command("dispatcher.list full"), StringComparison.Ordinal);
        Assert.DoesNotContain("ATTRS", _probe.Command("dispatcher.list short"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reload_add_and_remove_take_turns_of_five_seconds()
    {
        await _probe.StartAsync("exit;");
        Assert.Equal("Ok. Dispatcher destination added.", _probe.Command("dispatcher.add 3 sip:127.0.0.1:7166 0 5 duid=z"));
        Assert.Equal("500 Ongoing reload", _probe.Command("dispatcher.remove 3 sip:127.0.0.1:7166"));
        Assert.Equal("500 Ongoing reload", _probe.Command("dispatcher.reload"));
        _probe.Engine.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("Ok. Dispatcher destination removed.", _probe.Command("dispatcher.remove 3 sip:127.0.0.1:7166"));
    }

    [Fact]
    public async Task Adding_a_destination_that_is_there_changes_it()
    {
        await _probe.StartAsync("1 sip:127.0.0.1:7001\n1 sip:127.0.0.1:7002\n", "reload_delta=0", "request_route { exit; }");
        _probe.Command("dispatcher.set_state ip 1 sip:127.0.0.1:7001");

        Assert.Equal("Ok. Dispatcher destination added.", _probe.Command("dispatcher.add 1 sip:127.0.0.1:7002 4 7 duid=x"));
        Assert.Equal("1: 7002 DX, 7001 IP", _probe.States());
        Assert.Equal("Ok. Dispatcher destination added.", _probe.Command("dispatcher.add 1 sip:127.0.0.1:7003"));
        Assert.Equal("1: 7002 DX, 7003 AX, 7001 IP", _probe.States());
    }

    [Fact]
    public async Task A_reload_begins_with_the_states_of_the_file_and_keeps_the_calls()
    {
        await _probe.StartAsync("1 sip:127.0.0.1:7001 0 0 duid=a\n", "ds_hash_size=4 reload_delta=0", "request_route { ds_select_dst(\"1\", \"10\"); exit; }");
        _probe.Deliver("INVITE");
        _probe.Command("dispatcher.set_state ip 1 all");
        await File.AppendAllTextAsync(_probe.ListFile, "1 sip:127.0.0.1:7002 0 0 duid=b\n");

        Assert.Equal("Ok. Dispatcher successfully reloaded.", _probe.Command("dispatcher.reload"));
        Assert.Equal("1: 7002 AX, 7001 AX", _probe.States());
        Assert.Contains("DLGLOAD: 1", _probe.Command("dispatcher.list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reload_of_the_configuration_keeps_states_and_added_destinations()
    {
        await _probe.StartAsync("exit;", "reload_delta=0");
        _probe.Command("dispatcher.set_state ip 5 all");
        _probe.Command("dispatcher.add 5 sip:127.0.0.1:7052");

        var outcome = await _probe.Engine.Services.Get<Engine.Configuration.IReloadService>().ReloadAsync(checkOnly: false, CancellationToken.None);

        Assert.True(outcome.Succeeded, outcome.Error);
        Assert.Contains("5: 7052 AX, 7051 IP", _probe.States(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_makes_no_sense_is_left_out_or_refuses_the_list()
    {
        await _probe.StartAsync("exit;", "reload_delta=0");
        await File.WriteAllTextAsync(_probe.ListFile, "1 sip:127.0.0.1:1\n  2 junk\n1 sip:127.0.0.1:2 0 0 socket=udp:192.0.2.77:5060\n3 sip:127.0.0.1:3\n");
        Assert.Equal("Ok. Dispatcher successfully reloaded.", _probe.Command("dispatcher.reload"));
        Assert.Equal("3: 3 AX | 1: 1 AX", _probe.States());

        var strict = new DispatcherProbe();
        await strict.StartAsync("1 sip:127.0.0.1:1\n", "reload_delta=0 ds_load_mode=1", "request_route { ds_reload(); xlog(\"$rc\"); exit; }");
        await File.WriteAllTextAsync(strict.ListFile, "1 sip:127.0.0.1:2\n  2 junk\n");
        Assert.Equal("500 Reload Failed", strict.Command("dispatcher.reload"));
        strict.Deliver();
        Assert.Equal("-1", strict.Lines[^1]);
        Assert.Equal("1: 1 AX", strict.States());
        File.Delete(strict.ListFile);
        Assert.Equal("500 Reload Failed", strict.Command("dispatcher.reload"));
        Assert.Equal("1: 1 AX", strict.States());
        await strict.DisposeAsync();
    }

    [Fact]
    public async Task The_error_of_a_list_says_file_line_and_column()
    {
        var probe = new DispatcherProbe();
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => probe.StartAsync("1 sip:127.0.0.1:2\n  2 junk\n", "ds_load_mode=1", "request_route { exit; }"));

        Assert.Contains($"{probe.ListFile}:2:5: found the destination \"junk\", expected a SIP URI", refusal.Message, StringComparison.Ordinal);
        await probe.DisposeAsync();
    }
}
