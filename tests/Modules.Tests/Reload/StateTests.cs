using Signalbox.Engine.Configuration;
using Signalbox.Modules.Htable;

namespace Signalbox.Modules.Tests.Reload;

/// <summary>State that survives a reload (spec reload §4.3).</summary>
public sealed class StateTests
{
    private const string Modules = """
        loadmodule "pv.so"
        loadmodule "htable.so"
        loadmodule "statistics.so"
        loadmodule "sl.so"
        loadmodule "kex.so"
        loadmodule "xlog.so"

        """;

    private const string Tables = """
        modparam("htable", "htable", "a=>size=4;")
        modparam("pv", "shvset", "v=i:1")

        """;

    [Fact]
    public async Task Tables_and_shared_variables_keep_their_values()
    {
        await using var probe = await ReloadProbe.StartAsync(Modules + Tables + "request_route { $sht(a=>k) = \"old\"; $shv(v) = 5; $shv(made) = \"at run time\"; }");
        probe.Options();

        probe.Reload(Modules + """
            modparam("htable", "htable", "a=>size=6;autoexpire=60;")
            modparam("htable", "htable", "b=>size=4;")
            modparam("pv", "shvset", "v=i:2")
            modparam("pv", "shvset", "w=i:3")
            request_route { xlog("$sht(a=>k) $sht(b=>k) $shv(v) $shv(w) $shv(made)\n"); }
            """);
        probe.Options();

        Assert.Equal(["old <null> 5 3 at run time"], probe.Log);
    }

    [Fact]
    public async Task A_table_that_the_file_does_not_name_any_more_comes_back_with_its_content()
    {
        const string routes = "request_route { if ($sht(a=>k) == $null) $sht(a=>k) = \"kept\"; else xlog(\"$sht(a=>k)\\n\"); }";
        await using var probe = await ReloadProbe.StartAsync(Modules + Tables + routes);
        probe.Options("1");
        Assert.StartsWith("generation: 2", probe.Reload(Modules + "request_route { exit; }"), StringComparison.Ordinal);
        Assert.Equal("500 No such htable", probe.Rpc("htable.get", "a", "k"));

        probe.Reload(Modules + Tables + routes);
        probe.Options("2");

        Assert.Equal(["kept"], probe.Log);
    }

    [Fact]
    public async Task A_table_that_no_generation_names_any_more_is_dropped()
    {
        const string routes = "request_route { xlog(\"$sht(a=>k)\\n\"); $sht(a=>k) = \"old\"; }";
        const string without = Modules + "request_route { exit; }";
        await using var probe = await ReloadProbe.StartAsync(Modules + Tables + routes);
        probe.Options("1");
        Assert.StartsWith("generation: 2", probe.Reload(without), StringComparison.Ordinal);
        await probe.UntilAloneAsync();
        Assert.StartsWith("generation: 3", probe.Reload(without), StringComparison.Ordinal);

        Assert.Null(probe.Engine.Services.Get<StateStore>().Find<HashTable>("htable:a"));
        probe.Reload(Modules + Tables + routes);
        probe.Options("2");
        Assert.Equal(["<null>", "<null>"], probe.Log);
    }

    [Fact]
    public async Task A_table_that_a_call_under_way_writes_to_stays()
    {
        const string tm = Modules + "loadmodule \"tm.so\"\n";
        const string without = tm + "request_route { exit; }";
        await using var probe = await ReloadProbe.StartAsync(tm + Tables + "request_route { t_on_failure(\"F\"); t_relay(); }\nfailure_route[F] { $sht(a=>k) = \"late\"; }");
        probe.Invite("a");
        probe.Reload(without);
        probe.Reload(without);
        probe.Reload(without);
        probe.Answer("486 Busy");

        probe.Reload(tm + Tables + "request_route { xlog(\"$sht(a=>k)\\n\"); }");
        probe.Options();

        Assert.Equal(["late"], probe.Log);
    }

    [Fact]
    public async Task A_module_that_cannot_follow_refuses_the_reload()
    {
        const string database = Modules + "loadmodule \"db_sqlite.so\"\nmodparam(\"htable\", \"db_url\", \"sqlite:///never-opened.db\")\n";
        await using var probe = await ReloadProbe.StartAsync(database + Tables + "request_route { exit; }");

        var refusal = probe.Reload(database + Tables.Replace("size=4;", "size=4;dbtable=other;", StringComparison.Ordinal) + "request_route { exit; }");

        Assert.Equal("500 module 'htable': table 'a' changes its dbtable from \"\" to \"other\": restart, or declare a table of another name", refusal);
        Assert.StartsWith("generation: 1", probe.Rpc("core.reload_status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statistics_go_on_counting()
    {
        const string cfg = Modules + "modparam(\"statistics\", \"variable\", \"mine\")\nrequest_route { update_stat(\"mine\", \"+1\"); }";
        await using var probe = await ReloadProbe.StartAsync(cfg);
        probe.Options("1");
        probe.Reload(cfg + "\nroute[X] { exit; }");
        probe.Options("2");

        Assert.EndsWith("mine = 2", probe.Rpc("stats.get_statistics", "mine"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registrations_global_flags_and_states_of_destinations_are_kept()
    {
        var list = Path.GetTempFileName();
        File.WriteAllText(list, "1 sip:192.0.2.9:5060\n");
        var cfg = $$"""
            {{Modules}}
            loadmodule "usrloc.so"
            loadmodule "registrar.so"
            loadmodule "cfgutils.so"
            loadmodule "tm.so"
            loadmodule "dispatcher.so"
            modparam("dispatcher", "list_file", "{{list}}")
            request_route {
                if (is_gflag("3")) xlog("NAME: flagged $(ru)\n");
                set_gflag("3");
            }
            """;
        await using var probe = await ReloadProbe.StartAsync(cfg);
        probe.Options("1");
        Assert.Empty(probe.Rpc("ul.add", "location", "bob@192.0.2.2", "sip:bob@192.0.2.77", "3600", "1.0", ".", "0", "0", "-1"));
        probe.Rpc("dispatcher.set_state", "dx", "1", "sip:192.0.2.9:5060");
        var states = probe.Rpc("dispatcher.list");
        Assert.Contains("FLAGS: DX", states, StringComparison.Ordinal);

        Assert.StartsWith("generation: 2", probe.Reload(cfg.Replace("NAME", "two", StringComparison.Ordinal)), StringComparison.Ordinal);

        Assert.Contains("sip:bob@192.0.2.77", probe.Rpc("ul.dump"), StringComparison.Ordinal);
        Assert.Equal(states, probe.Rpc("dispatcher.list"));
        probe.Options("2");
        Assert.Equal(["two: flagged sip:bob@192.0.2.2"], probe.Log);
        File.Delete(list);
    }

    [Fact]
    public async Task A_dialog_that_began_before_counts_in_its_profile_and_ends_after_the_reload()
    {
        const string cfg = Modules + """
            loadmodule "tm.so"
            loadmodule "rr.so"
            loadmodule "dialog.so"
            modparam("dialog", "profiles_no_value", "calls")
            request_route {
                record_route(); dlg_manage(); set_dlg_profile("calls"); t_relay();
            }
            event_route[dialog:end] { xlog("NAME: ended\n"); }
            """;
        await using var probe = await ReloadProbe.StartAsync(cfg);
        probe.Invite("a");
        probe.Answer("200 OK");
        Assert.Contains("1", probe.Rpc("dlg.profile_get_size", "calls"), StringComparison.Ordinal);

        Assert.StartsWith("generation: 2", probe.Reload(cfg.Replace("NAME", "new", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("1", probe.Rpc("dlg.profile_get_size", "calls"), StringComparison.Ordinal);
        Assert.Contains("state: 3", probe.Rpc("dlg.list"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", "1", "1", "7")]
    [InlineData("7", "1", "2", "2")]
    public async Task A_value_set_by_command_stays_until_the_file_says_something_new(string set, string before, string after, string seen)
    {
        string Cfg(string value) => $"{Modules}loadmodule \"cfg_rpc.so\"\nmy.x = {value} desc \"x\"\nrequest_route {{ xlog(\"$sel(cfg_get.my.x)\\n\"); }}";
        await using var probe = await ReloadProbe.StartAsync(Cfg(before));
        probe.Rpc("cfg.set_now_int", "my", "x", set);

        probe.Reload(Cfg(after));
        probe.Options();

        Assert.Equal([seen], probe.Log);
    }
}
