namespace Signalbox.Modules.Tests.Reload;

/// <summary>The commands of spec reload §4.5.</summary>
public sealed class ReloadCommandTests
{
    private const string One = """
        loadmodule "tm.so"
        loadmodule "dialog.so"
        loadmodule "rr.so"
        loadmodule "sl.so"
        modparam("tm", "fr_timer", 1000)
        modparam("dialog", "hash_size", 4096)
        request_route { sl_send_reply("200", "one"); }
        route[GONE] { exit; }
        """;

    private const string Live = """
        # a comment, and other blanks
        loadmodule "tm.so"
        loadmodule "dialog.so"
        loadmodule "rr.so"
        loadmodule "sl.so"
        modparam("tm", "fr_timer", 2000)
        modparam("dialog", "hash_size", 4096)
        request_route {   sl_send_reply("200", "two");   }
        route[NEW] { exit; }
        """;

    private static readonly string Restart = Live.Replace("4096", "8192", StringComparison.Ordinal);

    [Fact]
    public async Task A_reload_counts_what_changed()
    {
        await using var probe = await ReloadProbe.StartAsync(One);

        var lines = probe.Reload(Live).Split('\n');

        Assert.Equal(["generation: 2", "old: 1", "new: 2"], lines[..3]);
        Assert.Equal(["routes_added: 1", "routes_removed: 1", "routes_changed: 1", "params_changed: 1", "restart_required:", "warnings:"], lines[5..11]);
        Assert.Equal("200 two", Ask(probe));
    }

    [Fact]
    public async Task Comments_and_blanks_are_no_change()
    {
        await using var probe = await ReloadProbe.StartAsync(One);
        probe.Write($"# nothing new\n{One.Replace("{ exit; }", "{\n\n    exit;\n}", StringComparison.Ordinal)}");

        Assert.Empty(probe.Rpc("core.reload_diff"));
    }

    [Fact]
    public async Task A_check_changes_nothing_and_tells_the_same_counts()
    {
        await using var probe = await ReloadProbe.StartAsync(One);

        var lines = probe.Reload(Live, "check").Split('\n');

        Assert.Equal("generation: 1", lines[0]);
        Assert.Equal("routes_changed: 1", lines[7]);
        Assert.Equal("200 one", Ask(probe));
    }

    [Fact]
    public async Task What_needs_a_restart_is_refused_and_named_and_force_applies_the_rest()
    {
        await using var probe = await ReloadProbe.StartAsync(One);

        Assert.Matches("^500 restart required: /.+\\.cfg:7:1: parameter dialog.hash_size changed from \"4096\" to \"8192\"$", probe.Reload(Restart));
        Assert.Equal("200 one", Ask(probe));

        Assert.Matches("\n  /.+\\.cfg:7:1: parameter dialog.hash_size changed from \"4096\" to \"8192\"\n", probe.Reload(Restart, "force"));
        Assert.Equal("200 two", Ask(probe));
        Assert.Matches("^class: restart\nchange: changed\nkind: parameter\nname: dialog.hash_size\nrunning: 4096\nfile: 8192\nplace: /.+\\.cfg:7:1$", probe.Rpc("core.reload_pending"));

        // The running generation still has the old value, so the file goes on asking for a restart until it gives up.
        Assert.StartsWith("500 restart required", probe.Rpc("core.reload"), StringComparison.Ordinal);
        Assert.StartsWith("generation: 3", probe.Reload(Live), StringComparison.Ordinal);
        Assert.Empty(probe.Rpc("core.reload_pending"));
    }

    [Fact]
    public async Task The_difference_names_every_change_with_its_class()
    {
        await using var probe = await ReloadProbe.StartAsync(One);
        probe.Write("alias=\"example.test\"\nmemlog=3\nloadmodule \"kex.so\"\n" + Restart);

        var rows = probe.Rpc("core.reload_diff").Split("class: ", StringSplitOptions.RemoveEmptyEntries).Select(static row => row.Split("\nplace:")[0].Replace('\n', ' ').Trim());

        Assert.Equal(
            [
                "live change: changed kind: route name: request_route running:  file:",
                "live change: added kind: route name: route[NEW] running:  file:",
                "live change: removed kind: route name: route[GONE] running:  file:",
                "live change: added kind: module name: kex running:  file:",
                "ignored change: added kind: core name: memlog running:  file: 3",
                "live change: changed kind: parameter name: tm.fr_timer running: 1000 file: 2000",
                "restart change: changed kind: parameter name: dialog.hash_size running: 4096 file: 8192",
                "live change: added kind: alias name: *:example.test:0 running:  file:",
            ],
            rows);
        Assert.Equal("200 one", Ask(probe));
    }

    [Fact]
    public async Task All_changes_that_need_a_restart_are_findings_with_line_and_column()
    {
        await using var probe = await ReloadProbe.StartAsync("children=2\ndns_cache_mem=500\n" + One);
        probe.Write("dns_cache_mem=500\n  tcp_children=3\n" + Restart);

        var result = probe.Rpc("core.reload", "check", "result");

        Assert.StartsWith("ok: 0\ngeneration: 1\nerror: restart required: ", result, StringComparison.Ordinal);
        Assert.Contains("core children removed, was \"2\"", result, StringComparison.Ordinal);
        Assert.Matches(@"finding:\n    id: CFG0420\n    severity: error\n    file: /.+\.cfg\n    line: 2\n    column: 3\n    end_line: 2\n    end_column: 15\n    message: core tcp_children added with ""3"": ", result);
        Assert.Matches(@"    line: 9\n    column: 1\n    end_line: 9\n    end_column: \d+\n    message: parameter dialog\.hash_size changed ", result);
        Assert.Equal(3, result.Split("id: CFG0420").Length - 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    [InlineData("# the editor has only written the head so far\nloadmodule \"sl.so\"\n")]
    public async Task A_file_that_was_cut_off_is_refused_and_force_takes_it(string text)
    {
        await using var probe = await ReloadProbe.StartAsync("loadmodule \"sl.so\"\nrequest_route { sl_send_reply(\"200\", \"one\"); }");

        Assert.Equal(
            "500 error CFG0422: found no request_route, expected one as the running configuration has it: was the file cut off? force loads it all the same",
            probe.Reload(text));
        Assert.Equal("200 one", Ask(probe));
        Assert.StartsWith("generation: 2", probe.Reload(text, "force"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_prefix_of_a_file_stops_the_answers()
    {
        await using var probe = await ReloadProbe.StartAsync(Live);
        var last = Live.Length;
        for (var length = 0; length < last; length += 7)
        {
            var reply = probe.Reload(Live[..length]);
            Assert.Matches("^(500 .*(error|restart required)|generation: )", reply.Split('\n')[0]);
            Assert.Equal("200 two", Ask(probe));
        }
    }

    [Theory]
    [InlineData("\u00ef\u00bb\u00bf", "\n", "")]
    [InlineData("", "\r\n", "")]
    [InlineData("# caf\u00e9 \u00ff\u00fe\n", "\n", "")]
    [InlineData("", "\n", "\u0000")]
    [InlineData("include_file \"nosuch-include.cfg\"\n", "\n", null)]
    public async Task Marks_line_ends_and_bytes_of_editors_are_read_or_refused_with_their_place(string head, string line, string? tail)
    {
        await using var probe = await ReloadProbe.StartAsync(One);

        var reply = probe.Reload(head + Live.Replace("\n", line, StringComparison.Ordinal) + tail);

        if (tail is "")
            Assert.StartsWith("generation: 2", reply, StringComparison.Ordinal);
        else
            Assert.Matches(@"^500 /.+\.cfg:\d+:\d+: error CFG01\d\d: ", reply);

        Assert.Equal(tail is "" ? "200 two" : "200 one", Ask(probe));
    }

    [Fact]
    public async Task Ten_megabytes_are_read_or_refused_and_the_answers_go_on()
    {
        await using var probe = await ReloadProbe.StartAsync(One);

        var reply = probe.Reload(Live + new string('#', 10_000_000) + string.Concat(Enumerable.Repeat("\n# a line of a comment", 500_000)));

        Assert.StartsWith("generation: 2", reply, StringComparison.Ordinal);
        Assert.Equal("200 two", Ask(probe));
    }

    [Fact]
    public async Task Fifty_reloads_at_once_are_each_done_or_told_that_one_is_under_way()
    {
        await using var probe = await ReloadProbe.StartAsync(One);
        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => probe.Rpc("core.reload").Split('\n')[0])));

        var done = replies.Count(static reply => reply.StartsWith("generation: ", StringComparison.Ordinal));
        Assert.All(replies, static reply => Assert.Matches("^(generation: \\d+|500 Ongoing reload)$", reply));
        Assert.InRange(done, 1, 50);
        Assert.StartsWith($"generation: {done + 1}\n", probe.Rpc("core.reload_status"), StringComparison.Ordinal);
        Assert.Equal("200 one", Ask(probe));
    }

    [Fact]
    public async Task A_broken_file_is_refused_with_its_place_and_the_next_good_one_works()
    {
        await using var probe = await ReloadProbe.StartAsync(One);

        Assert.Matches(@"^500 \S+\.cfg:7:17: error CFG\d+: .* \(2 errors\)$", probe.Reload(One.Replace("sl_send_reply(\"200\"", "nosuch(\"200\"", StringComparison.Ordinal).Replace("exit;", "alsonot();", StringComparison.Ordinal)));
        Assert.Equal("200 one", Ask(probe));
        var result = probe.Rpc("core.reload_result").Split('\n');
        Assert.Equal("ok: 0", result[0]);
        Assert.Contains("    line: 7", result);
        Assert.Contains("    column: 17", result);
        Assert.Contains("    end_column: 23", result);
        Assert.Contains("last_error: ", probe.Rpc("core.reload_status"), StringComparison.Ordinal);

        Assert.StartsWith("generation: 2", probe.Reload(Live), StringComparison.Ordinal);
        Assert.Equal("200 two", Ask(probe));
        Assert.EndsWith("last_error: ", probe.Rpc("core.reload_status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollback_brings_the_texts_of_the_generation_before_back()
    {
        await using var probe = await ReloadProbe.StartAsync(One);
        Assert.Equal("500 there is no generation to go back to", probe.Rpc("core.reload_rollback"));
        probe.Reload(Live);

        Assert.StartsWith("generation: 3\nold: 2", probe.Rpc("core.reload_rollback"), StringComparison.Ordinal);
        Assert.Equal("200 one", Ask(probe));
        Assert.StartsWith("generation: 4", probe.Rpc("core.reload_rollback"), StringComparison.Ordinal);
        Assert.Equal("200 two", Ask(probe));
    }

    [Fact]
    public async Task Status_shows_file_generations_and_what_can_be_gone_back_to()
    {
        await using var probe = await ReloadProbe.StartAsync(One);
        probe.Rpc("reload_routes");

        var status = probe.Rpc("core.reload_status");

        Assert.Matches(@"^generation: 2\nsince: .+\nsource: /.+\.cfg\nmtime: .+\nprevious: 1\npending: 0\nactive_generations:\n  generation:\n    id: 2\n    refs: 0", status);
    }

    [Fact]
    public async Task Secrets_are_not_shown()
    {
        const string cfg = "loadmodule \"sl.so\"\nloadmodule \"auth.so\"\nmodparam(\"auth\", \"secret\", \"SECRET\")\nrequest_route { exit; }";
        await using var probe = await ReloadProbe.StartAsync(cfg);
        probe.Write(cfg.Replace("SECRET", "other", StringComparison.Ordinal));

        var difference = probe.Rpc("core.reload_diff");

        Assert.Contains("name: auth.secret\nrunning: ***\nfile: ***", difference, StringComparison.Ordinal);
    }

    private static string Ask(ReloadProbe probe)
    {
        probe.Options(Guid.NewGuid().ToString("N"));
        return Assert.Single(probe.SentTo(ReloadProbe.Caller))["SIP/2.0 ".Length..];
    }
}
