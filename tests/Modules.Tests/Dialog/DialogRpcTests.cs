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

    [Fact]
    public async Task A_ringing_and_an_answered_call_are_listed_counted_and_matched()
    {
        await StartAsync();
        Ring("one");
        Answer(Ring("two"));

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
        Ring("one");

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
        Answer(Ring("one"));

        Assert.Equal(0, Call("dlg.set_state", "one", "f1", "t1", "5").FaultCode);

        Assert.Equal("0", Member(Call("dlg.stats_active").Rows[0], "all"));
        Assert.Equal("0", Assert.Single(Call("dlg.profile_get_size", "caller").Rows).ToText());
        _engine.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(Call("dlg.list").Rows);
    }

    [Fact]
    public async Task Calls_survive_a_reload_with_their_profiles()
    {
        await StartAsync();
        Answer(Ring("one"));

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

    private string Ring(string callId)
    {
        _engine.Deliver(
            $"INVITE sip:bob@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK{callId}\r\nFrom: <sip:alice@example.org>;tag=f1\r\n"
            + $"To: <sip:bob@example.org>\r\nCall-ID: {callId}\r\nCSeq: 1 INVITE\r\nContact: <sip:alice@192.0.2.1>\r\nContent-Length: 0\r\n\r\n",
            "192.0.2.1:5060");
        var invite = _engine.Take("192.0.2.2:5060")!.Text;
        Reply(invite, "180 Ringing");
        return invite;
    }

    private void Answer(string invite)
    {
        Reply(invite, "200 OK");
        var route = Line(invite, "Record-Route").Replace("Record-", string.Empty, StringComparison.Ordinal);
        _engine.Deliver(
            $"ACK sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKack\r\n{route}From: <sip:alice@example.org>;tag=f1\r\n"
            + $"To: <sip:bob@example.org>;tag=t1\r\n{Line(invite, "Call-ID")}CSeq: 1 ACK\r\nContent-Length: 0\r\n\r\n",
            "192.0.2.1:5060");
    }

    private void Reply(string invite, string status)
    {
        var headers = string.Concat(invite.Split("\r\n").Where(static line => line.StartsWith("Via", StringComparison.Ordinal)
            || line.StartsWith("Record-Route", StringComparison.Ordinal) || line.StartsWith("From", StringComparison.Ordinal)
            || line.StartsWith("Call-ID", StringComparison.Ordinal) || line.StartsWith("CSeq", StringComparison.Ordinal)).Select(static line => line + "\r\n"));
        _engine.Deliver($"SIP/2.0 {status}\r\n{headers}To: <sip:bob@example.org>;tag=t1\r\nContact: <sip:bob@192.0.2.2>\r\nContent-Length: 0\r\n\r\n", "192.0.2.2:5060");
    }

    private static string Line(string message, string header) =>
        message.Split("\r\n").First(line => line.StartsWith(header, StringComparison.Ordinal)) + "\r\n";

    private static string Member(RpcValue row, string name) => row.Members.Single(one => one.Name == name).Value.ToText();

    private static string Members(RpcValue row, params string[] names) => string.Join(' ', names.Select(name => Member(row, name)));
}
