using Signalbox.Engine.Control;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Dialog;

/// <summary>RPC commands on calls that the loopback engine carries.</summary>
public sealed class DialogRpcTests : IAsyncDisposable
{
    private const string Cfg = """
        listen=udp:127.0.0.1:5060
        loadmodule "tm.so"
        loadmodule "rr.so"
        loadmodule "pv.so"
        loadmodule "siputils.so"
        loadmodule "dialog.so"
        modparam("dialog", "profiles_with_value", "caller")
        request_route {
            if (has_totag()) {
                loose_route();
                t_relay();
                exit;
            }
            $dlg_var(x) = "1";
            dlg_manage();
            set_dlg_profile("caller", "$fU");
            record_route();
            $du = "sip:192.0.2.2";
            t_relay();
        }

        """;

    private readonly LoopbackEngine _engine = new();
    private readonly DialogCalls _calls;

    public DialogRpcTests() => _calls = new DialogCalls(_engine);

    [Fact]
    public async Task A_ringing_and_an_answered_call_are_listed_counted_and_matched()
    {
        await StartAsync();
        _calls.Ring("one");
        _calls.Answer(_calls.Ring("two"));

        var rows = Call("dlg.list").Rows;
        Assert.Equal(["one 2", "two 4"], rows.Select(static row => $"{Member(row, "call-id")} {Member(row, "state")}").Order(StringComparer.Ordinal));
        var answered = rows.Single(static row => Member(row, "call-id") == "two");
        Assert.Equal("tag contact cseq route_set socket", string.Join(' ', answered.Members.Single(static one => one.Name == "callee").Value.Members.Select(static one => one.Name)));
        Assert.Equal("43200", Member(answered, "lifetime"));
        Assert.Equal("1 1 2", Members(Call("dlg.stats_active").Rows[0], "connecting", "ongoing", "all"));
        Assert.Equal("two", Member(Assert.Single(Call("dlg.list_match", "callid", "sw", "tw").Rows), "call-id"));
        Assert.Single(Call("dlg.list_match", "furi", "re", "al.ce", "1").Rows);
        Assert.Equal("2", Assert.Single(Call("dlg.profile_get_size", "caller", "alice").Rows).ToText());
        Assert.Equal("Alive", Assert.Single(Call("dlg.is_alive", "two", "f1", "t1").Rows).ToText());
    }

    [Fact]
    public async Task Commands_that_find_nothing_answer_with_the_peers_texts()
    {
        await StartAsync();
        _calls.Ring("one");

        Assert.Equal("404 Dialog not found", Fault("dlg.end_dlg", "1", "2"));
        Assert.Equal("500 Couldnt find callid in dialog", Fault("dlg.terminate_dlg", "x", "y", "z"));
        Assert.Equal("500 Invalid matching key parameter", Fault("dlg.list_match", "zz", "eq", "x"));
        Assert.Equal("500 Invalid matching operator parameter", Fault("dlg.list_match", "furi", "xx", "x"));
        Assert.Equal("404 Profile not found: nosuch", Fault("dlg.profile_list", "nosuch"));
        Assert.Equal("500 Dialog not in confirmed state", Fault("dlg.is_alive", "one", "f1", "t1"));
        Assert.Equal("404 Dialog not found", Fault("dlg.is_alive", "one", "f9", "t1"));
        Assert.Equal("400 Need the callid, from tag,to tag and state", Fault("dlg.set_state", "one"));
    }

    [Fact]
    public async Task A_state_that_an_operator_sets_ends_a_call_silently()
    {
        await StartAsync();
        _calls.Answer(_calls.Ring("one"));

        Assert.Equal(0, Call("dlg.set_state", "one", "f1", "t1", "5").FaultCode);

        Assert.Equal("0", Member(Call("dlg.stats_active").Rows[0], "all"));
        Assert.Equal("0", Assert.Single(Call("dlg.profile_get_size", "caller").Rows).ToText());
        _engine.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(Call("dlg.list").Rows);
    }

    [Fact]
    public async Task A_call_that_rings_is_refused_when_an_operator_ends_it()
    {
        await StartAsync();
        _calls.Ring("one");
        Drain();
        var row = Assert.Single(Call("dlg.list").Rows);

        Assert.Equal(0, Call("dlg.end_dlg", Member(row, "h_entry"), Member(row, "h_id")).FaultCode);

        Assert.StartsWith("SIP/2.0 480 Temporarily Unavailable", _engine.Take("192.0.2.1:5060")!.Text, StringComparison.Ordinal);
        Assert.StartsWith("CANCEL sip:bob@127.0.0.1 SIP/2.0", _engine.Take("192.0.2.2:5060")!.Text, StringComparison.Ordinal);
        Assert.Equal("0", Member(Call("dlg.stats_active").Rows[0], "all"));
        Assert.Equal("404 Dialog not found", Fault("dlg.end_dlg", Member(row, "h_entry"), Member(row, "h_id")));
    }

    [Fact]
    public async Task A_call_that_rings_is_found_by_its_caller_and_refused_as_the_configuration_says()
    {
        await _engine.StartAsync(CfgSource.Make(
            Cfg + "modparam(\"dialog\", \"bye_early_code\", 486)\nmodparam(\"dialog\", \"bye_early_reason\", \"Gone Home\")\n", _engine.Services));
        _calls.Ring("one");
        Drain();

        Assert.Equal(0, Call("dlg.terminate_dlg", "one", "f1", "t1").FaultCode);

        Assert.StartsWith("SIP/2.0 486 Gone Home", _engine.Take("192.0.2.1:5060")!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_survive_a_reload_with_their_profiles()
    {
        await StartAsync();
        _calls.Answer(_calls.Ring("one"));

        var outcome = await _engine.Services.Get<Engine.Configuration.IReloadService>().ReloadAsync(checkOnly: false, CancellationToken.None);

        Assert.True(outcome.Succeeded, outcome.Error);
        Assert.Equal("one", Member(Assert.Single(Call("dlg.list").Rows), "call-id"));
        Assert.Equal("1", Assert.Single(Call("dlg.profile_get_size", "caller", "alice").Rows).ToText());
        _engine.Advance(TimeSpan.FromSeconds(43201));
        Assert.Empty(Call("dlg.list").Rows);
    }

    public async ValueTask DisposeAsync() => await _engine.StopAsync();

    private Task StartAsync() => _engine.StartAsync(CfgSource.Make(Cfg, _engine.Services));

    private RpcCall Call(string method, params string[] parameters) =>
        _engine.Services.Get<RpcDispatcher>().Execute(method, [.. parameters.Select(static text => RpcValue.Of(text))]);

    private string Fault(string method, params string[] parameters)
    {
        var call = Call(method, parameters);
        return $"{call.FaultCode} {call.FaultText}";
    }

    private void Drain()
    {
        while (_engine.Take("192.0.2.1:5060") is not null)
        {
            // What the caller got so far is not the matter here.
        }
    }

    private static string Member(RpcValue row, string name) => row.Members.Single(one => one.Name == name).Value.ToText();

    private static string Members(RpcValue row, params string[] names) => string.Join(' ', names.Select(name => Member(row, name)));
}
