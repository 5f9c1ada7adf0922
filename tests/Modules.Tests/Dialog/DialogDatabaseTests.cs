using Signalbox.Engine.Control;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Dialog;

/// <summary>Calls that a database keeps: when they are written, and how they come back.</summary>
public sealed class DialogDatabaseTests : IDisposable
{
    private const string Count = "select count(*) from dialog";

    private const string Cfg = """
        listen=udp:127.0.0.1:5060
        loadmodule "tm.so"
        loadmodule "rr.so"
        loadmodule "pv.so"
        loadmodule "sl.so"
        loadmodule "siputils.so"
        loadmodule "dialog.so"
        modparam("dialog", "profiles_with_value", "caller")
        request_route {
            if (has_totag()) {
                loose_route();
                t_relay();
                exit;
            }
            if ($rm == "OPTIONS") {
                if (dlg_db_load_callid("$hdr(X-Call)")) sl_send_reply("200", "Loaded"); else sl_send_reply("404", "Not Loaded");
                exit;
            }
            dlg_manage();
            $dlg_var(x) = "it's";
            dlg_setflag("3");
            dlg_set_property("timeout-noreset");
            set_dlg_profile("caller", "$fU");
            record_route();
            $du = "sip:192.0.2.2";
            t_relay();
        }

        """;

    private readonly DialogDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Mode_1_writes_a_call_when_it_is_answered_and_deletes_it_when_it_ends()
    {
        var engine = await StartAsync(mode: 1);
        var calls = new DialogCalls(engine);
        var invite = calls.Ring("one");
        calls.Answer(invite);

        await _database.UntilAsync("one|sip:alice@example.org|f1|sip:bob@example.org|t1|1|sip:bob@192.0.2.2|udp:127.0.0.1:5060|4|8|8|sip:bob@127.0.0.1",
            "select callid || '|' || from_uri || '|' || from_tag || '|' || to_uri || '|' || to_tag || '|' || caller_cseq || '|' || callee_contact || '|' "
            + "|| caller_sock || '|' || state || '|' || sflags || '|' || iflags || '|' || req_uri from dialog");
        Assert.Equal("x=it's", _database.Scalar("select dialog_key || '=' || dialog_value from dialog_vars"));

        calls.HangUp(invite);
        await _database.UntilAsync("0", Count);
        Assert.Equal("0", _database.Scalar("select count(*) from dialog_vars"));
        await engine.StopAsync();
    }

    [Fact]
    public async Task Mode_2_writes_calls_when_the_period_is_over()
    {
        var engine = await StartAsync(mode: 2, "modparam(\"dialog\", \"db_update_period\", 1)\n");
        var calls = new DialogCalls(engine);
        var invite = calls.Ring("one");
        calls.Answer(invite);

        await _database.UntilAsync("1", Count);
        calls.HangUp(invite);
        await _database.UntilAsync("0", Count);
        await engine.StopAsync();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Calls_that_were_not_written_yet_are_written_when_the_server_stops(int mode)
    {
        var engine = await StartAsync(mode);
        var calls = new DialogCalls(engine);
        calls.Ring("rings");
        calls.Answer(calls.Ring("one"));
        Assert.Equal("0", _database.Scalar(Count));

        await engine.StopAsync();

        Assert.Equal("one", _database.Scalar("select group_concat(callid) from dialog"));
    }

    [Fact]
    public async Task A_call_is_there_again_after_a_restart_and_goes_on()
    {
        var invite = await LeaveCallAsync();
        var engine = await StartAsync(mode: 1);

        var row = Assert.Single(Execute(engine, "dlg.list").Rows);
        Assert.Equal("4 8 8 43200", string.Join(' ', new[] { "state", "sflags", "iflags", "lifetime" }.Select(name => Member(row, name))));
        Assert.Equal("it's", row.Members.Single(static one => one.Name == "variables").Value.Members[0].Value.Members[0].Value.ToText());
        Assert.Equal("1", Assert.Single(Execute(engine, "dlg.profile_get_size", "caller", "alice").Rows).ToText());

        new DialogCalls(engine).HangUp(invite);
        Assert.Equal("0", Member(Execute(engine, "dlg.stats_active").Rows[0], "all"));
        await _database.UntilAsync("0", Count);
        await engine.StopAsync();
    }

    [Fact]
    public async Task A_call_that_was_not_loaded_at_the_start_is_loaded_when_the_script_wants_it()
    {
        await LeaveCallAsync();
        var engine = await StartAsync(mode: 1, "modparam(\"dialog\", \"db_skip_load\", 1)\n");
        Assert.Empty(Execute(engine, "dlg.list").Rows);

        engine.Deliver(
            "OPTIONS sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKload\r\nFrom: <sip:alice@example.org>;tag=f9\r\n"
            + "To: <sip:bob@example.org>\r\nCall-ID: other\r\nCSeq: 1 OPTIONS\r\nX-Call: one\r\nContent-Length: 0\r\n\r\n",
            "192.0.2.1:5060");

        Assert.StartsWith("SIP/2.0 200 Loaded", engine.Take("192.0.2.1:5060")!.Text, StringComparison.Ordinal);
        Assert.Equal("one", Member(Assert.Single(Execute(engine, "dlg.list").Rows), "call-id"));
        await engine.StopAsync();
    }

    private async Task<string> LeaveCallAsync()
    {
        var engine = await StartAsync(mode: 3);
        var calls = new DialogCalls(engine);
        var invite = calls.Ring("one");
        calls.Answer(invite);
        await engine.StopAsync();
        return invite;
    }

    private async Task<LoopbackEngine> StartAsync(int mode, string more = "")
    {
        var engine = new LoopbackEngine();
        await engine.StartAsync(CfgSource.Make(Cfg + _database.Lines(mode) + more, engine.Services));
        return engine;
    }

    private static RpcCall Execute(LoopbackEngine engine, string method, params string[] words) =>
        engine.Services.Get<RpcDispatcher>().Execute(method, [.. words.Select(RpcValue.Of)]);

    private static string Member(RpcValue row, string name) => row.Members.Single(one => one.Name == name).Value.ToText();
}
