using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Dispatcher;

public sealed class SelectionTests : IAsyncDisposable
{
    private const string List = "$var(o) = $var(o) + \" [\" + $xavp(_dsdst_[0]=>uri) + \" \" + $xavp(_dsdst_[0]=>dstid) + \"] [\" + $xavp(_dsdst_[1]=>uri) + \"] [\" + $xavp(_dsdst_[2]=>uri) + \"] [\" + $xavp(_dsdst_[3]=>uri) + \"] \" + $xavp(_dsctx_=>cnt); xlog(\"$var(o)\");";
    private readonly DispatcherProbe _probe = new();

    public static TheoryData<TableRow> Recorded => TableFile.Read("Cases/Dispatcher/recorded.tsv");

    public async ValueTask DisposeAsync() => await _probe.DisposeAsync();

    [Theory, MemberData(nameof(Recorded))]
    public async Task Functions_choose_and_find_what_the_peer_does(TableRow row)
    {
        await _probe.StartAsync(
            $"{row["statement"]}; $var(r) = $rc; $var(o) = \"rc=\" + $var(r) + \" ru=\" + $ru + \" du=\" + $du + \" setid=\" + $var(setid) + \" attrs=\" + $var(attrs); xlog(\"$var(o)\");",
            "flags=2 ds_hash_size=4 hash_pvar=$hdr(X-Key) setid_pvname=$var(setid) attrs_pvname=$var(attrs)");
        var method = Or(row["method"], "MESSAGE");
        var key = row["key"].Length > 0 ? $"X-Key: {row["key"]}\r\n" : "";
        _probe.Engine.Deliver(
            $"{method} {Or(row["ruri"], "sip:bob@example.org")} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:18101;branch=z9hG4bK1\r\nFrom: <{Or(row["from"], "sip:alice@example.com")}>;tag=1\r\n"
            + $"To: <{Or(row["to"], "sip:bob@example.net:5060")}>\r\nCall-ID: {Or(row["callid"], "c1")}\r\nCSeq: 1 {method}\r\n{key}Content-Length: 0\r\n\r\n",
            $"127.0.0.1:{Or(row["port"], "18101")}");

        Assert.Equal(row["result"], _probe.Lines[^1]);
    }

    [Theory]
    [InlineData("ds_select_dst(\"2\", \"4\");", "7013 7012 7011 7013")]
    [InlineData("ds_select_dst(\"1\", \"4\");", "7001 7003 7002 7001")] // 7004 is inactive.
    [InlineData("ds_select_dst(\"2\", \"8\");", "7013 7013 7013 7013")]
    [InlineData("ds_select_dst(\"2\", \"5\");", "7013 7012 7011 7013")] // Nobody authorized.
    [InlineData("ds_select_dst(\"2\", \"9\");", "7013 7013 7013 7013")] // No weights.
    [InlineData("ds_select_dst(\"2\", \"11\");", "7013 7013 7013 7013")]
    [InlineData("ds_select_dst(\"7\", \"13\");", "7073 7072 7071 7073")]
    public async Task Requests_are_shared_one_after_the_other(string statement, string ports)
    {
        await _probe.StartAsync($"{statement} xlog(\"$du\");");
        for (var i = 0; i < 4; i++)
            _probe.Deliver(callId: $"c{i}");

        Assert.Equal(ports, string.Join(' ', _probe.Lines.Select(static line => line[^4..])));
    }

    [Theory]
    [InlineData("9", "7001 50, 7002 30, 7003 20")]
    [InlineData("11", "7001 16, 7002 34, 7003 50")] // 10, 20 and 30 of 60; the last one has what is left over.
    public async Task A_hundred_requests_are_shared_by_weight(string algorithm, string shares)
    {
        await _probe.StartAsync($"ds_select_dst(\"1\", \"{algorithm}\"); xlog(\"$du\");");
        for (var i = 0; i < 100; i++)
            _probe.Deliver(callId: $"c{i}");

        Assert.Equal(shares, string.Join(", ", _probe.Lines.GroupBy(static line => line[^4..]).OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => $"{one.Key} {one.Count()}")));
    }

    [Fact]
    public async Task The_share_of_one_that_is_out_of_use_goes_to_the_others()
    {
        await _probe.StartAsync("ds_select_dst(\"1\", \"11\"); xlog(\"$du\");");
        Assert.Contains("Ok.", _probe.Command("dispatcher.set_state i 1 sip:127.0.0.1:7003"), StringComparison.Ordinal);
        for (var i = 0; i < 100; i++)
            _probe.Deliver(callId: $"c{i}");

        Assert.Equal("7001 33, 7002 67", string.Join(", ", _probe.Lines.GroupBy(static line => line[^4..]).OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => $"{one.Key} {one.Count()}")));
    }

    [Fact]
    public async Task Calls_go_to_the_least_loaded_and_a_full_one_is_left_out()
    {
        await _probe.StartAsync($"if (is_method(\"BYE\")) {{ ds_load_update(); exit; }} ds_select_dst(\"1\", \"10\"); $var(o) = \"\"; {List}");
        foreach (var callId in (string[])["i1", "i2", "i3", "i4", "i5", "i6", "i7"])
            _probe.Deliver("INVITE", callId);

        Assert.Equal(["7001 a1]", "7003 a3]", "7002 a2]", "7001 a1]", "7003 a3]", "7002 a2]", "7003 a3]"], _probe.Lines.Select(static line => line[16..24]));
        Assert.EndsWith("[sip:127.0.0.1:7002] [] [] 2", _probe.Lines[^1], StringComparison.Ordinal);

        _probe.Deliver("BYE", "i1");
        _probe.Deliver("INVITE", "i8");
        Assert.Contains("7001 a1", _probe.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_nobody_ends_is_forgotten_in_time()
    {
        await _probe.StartAsync("ds_select_dst(\"1\", \"10\");", "flags=2 ds_hash_size=4 ds_hash_initexpire=60 ds_hash_check_interval=10");
        _probe.Deliver("INVITE", "i1");
        Assert.Contains("DLGLOAD: 1", _probe.Command("dispatcher.list"), StringComparison.Ordinal);

        _probe.Engine.Advance(TimeSpan.FromSeconds(71));
        Assert.DoesNotContain("DLGLOAD: 1", _probe.Command("dispatcher.list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_one_is_a_fallback_with_use_default()
    {
        await _probe.StartAsync($"ds_select_dst(\"2\", \"4\"); $var(o) = \"\"; {List}", "flags=2 use_default=1");
        _probe.Deliver(callId: "c1");
        _probe.Deliver(callId: "c2");
        _probe.Deliver(callId: "c3");
        _probe.Command("dispatcher.set_state i 2 sip:127.0.0.1:7012");
        _probe.Command("dispatcher.set_state i 2 sip:127.0.0.1:7013");
        _probe.Deliver(callId: "c4");

        Assert.Equal(
            [
                " [sip:127.0.0.1:7013 ] [sip:127.0.0.1:7012] [sip:127.0.0.1:7011] [] 3",
                " [sip:127.0.0.1:7012 ] [sip:127.0.0.1:7013] [sip:127.0.0.1:7011] [] 3",
                " [sip:127.0.0.1:7013 ] [sip:127.0.0.1:7012] [sip:127.0.0.1:7011] [] 3",
                " [sip:127.0.0.1:7011 ] [] [] [] 1",
            ],
            _probe.Lines);
    }

    [Fact]
    public async Task Parallel_forking_makes_branches_and_lists_nothing()
    {
        await _probe.StartAsync($"ds_select_dst(\"2\", \"12\"); $var(o) = $du + \" \" + $(branch(dst_uri)[0]) + \" \" + $(branch(dst_uri)[1]) + \" \" + $(branch(uri)[1]); {List}");
        _probe.Deliver();

        Assert.Equal("sip:127.0.0.1:7013 sip:127.0.0.1:7012 sip:127.0.0.1:7011 sip:bob@example.org [ ] [] [] [] 0", _probe.Lines[^1]);
    }

    [Fact]
    public async Task Answer_times_lower_the_priority_as_the_manual_says()
    {
        await _probe.StartAsync(
            "4 sip:127.0.0.1:7046 0 30\n4 sip:127.0.0.1:7044 0 30 latency=19\n4 sip:127.0.0.1:7043 0 30 latency=61\n4 sip:127.0.0.1:7042 0 30 latency=91\n4 sip:127.0.0.1:7041 0 30 latency=21\n",
            "flags=2 ds_ping_latency_stats=1",
            $"request_route {{ ds_select_dst(\"4\", \"13\"); $var(o) = \"\"; {List} exit; }}");
        _probe.Deliver(callId: "c1");
        _probe.Deliver(callId: "c2");

        Assert.Equal(
            [" [sip:127.0.0.1:7041 ] [sip:127.0.0.1:7044] [sip:127.0.0.1:7046] [sip:127.0.0.1:7043] 5", " [sip:127.0.0.1:7044 ] [sip:127.0.0.1:7046] [sip:127.0.0.1:7041] [sip:127.0.0.1:7043] 5"],
            _probe.Lines);
    }

    [Fact]
    public async Task A_script_may_take_a_destination_out_of_the_list()
    {
        await _probe.StartAsync("ds_select_dst(\"2\", \"8\"); $xavp(_dsdst_[1]) = $null; ds_next_dst(); xlog(\"$rc $du\"); ds_next_dst(); xlog(\"$rc $du\"); ds_next_dst(); xlog(\"$rc\");");
        _probe.Deliver();

        Assert.Equal(["1 sip:127.0.0.1:7011", "-1 sip:127.0.0.1:7011", "-1"], _probe.Lines);
    }

    [Fact]
    public async Task Host_port_and_parameters_of_the_request_URI_become_those_of_the_destination()
    {
        await _probe.StartAsync(
            "3 sip:127.0.0.1 0 0\n3 sip:127.0.0.1:7022;transport=tcp 0 5\n",
            "flags=2",
            "request_route { $rp = \"5090\"; ds_select_domain(\"3\", \"8\"); xlog(\"$ru\"); ds_next_domain(); xlog(\"$ru\"); $ru = \"sip:example.org;x=y\"; ds_set_domain(); xlog(\"$ru\"); exit; }");
        _probe.Deliver();

        Assert.Equal(["sip:bob@127.0.0.1:7022;transport=tcp", "sip:bob@127.0.0.1", "sip:127.0.0.1"], _probe.Lines);
    }

    [Fact]
    public async Task A_next_hop_that_is_there_stays_with_force_dst_0()
    {
        await _probe.StartAsync("$du = \"sip:192.0.2.9\"; ds_select_dst(\"2\", \"8\"); xlog(\"$rc $du\"); ds_select_domain(\"2\", \"8\"); xlog(\"$rc $ru\");", "flags=2 force_dst=0");
        _probe.Deliver();

        Assert.Equal(["-1 sip:192.0.2.9", "1 sip:bob@127.0.0.1:7013"], _probe.Lines);
    }

    [Fact]
    public async Task A_set_is_counted_and_one_of_its_destinations_is_marked()
    {
        await _probe.StartAsync(
            DispatcherProbe.RecordedList,
            "flags=2",
            "#!trydef KAMAILIO_6\nrequest_route { ds_dsg_fetch(\"1\"); xlog(\"$rc $dsg(setid) $dsg(count) $dsg(active) $dsg(inactive) $dsg(pactive) $dsg(pinactive)\"); ds_mark_addr(\"ip\", \"2\", \"sip:127.0.0.1:7012\"); xlog(\"$rc\"); "
            + "ds_mark_addr(\"ip\", \"2\", \"sip:127.0.0.1:1\"); xlog(\"$rc\"); ds_dsg_fetch_uri(\"2\", \"sip:127.0.0.1:7012\"); xlog(\"$rc $dsg(count) $dsg(active)\"); ds_dsg_fetch(\"99\"); xlog(\"$rc\"); exit; }");
        _probe.Deliver();

        Assert.Equal(["1 1 4 3 1 75 25", "1", "-1", "1 1 0", "-1"], _probe.Lines);
    }

    private static string Or(string cell, string usual) => cell.Length > 0 ? cell : usual;
}
