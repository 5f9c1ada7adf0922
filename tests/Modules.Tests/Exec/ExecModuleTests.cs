using Signalbox.Engine.Values;
using Signalbox.Modules.Exec;
using Signalbox.Modules.Tests.SipTrace;
using Xunit;

namespace Signalbox.Modules.Tests.Exec;

/// <summary>Programs get the message, tell what they found, and never hold up more than their time.</summary>
public sealed class ExecModuleTests
{
    private const string Invite = "INVITE sip:bob@example.org SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKx\r\nFrom: <sip:alice@example.org>;tag=f1\r\nTo: <sip:bob@example.org>\r\nCall-ID: c1\r\nCSeq: 1 INVITE\r\nX-Name: () { :;}; value\r\nContent-Length: 0\r\n\r\n";

    [Theory]
    [InlineData("exec_cmd", "true", 1)]
    [InlineData("exec_cmd", "exit 3", -1)]
    [InlineData("exec_msg", "grep -q '^Call-ID: c1'", 1)]
    [InlineData("exec_msg", "grep -q '^Call-ID: other'", -1)]
    [InlineData("exec_msg", "test \"$SIP_METHOD $SIP_USER $SIP_SRCIP\" = 'INVITE bob 127.0.0.1'", 1)]
    [InlineData("exec_msg", "test \"$SIP_HF_X_NAME\" = ' () { :;}; value'", 1)]
    public void A_program_s_exit_status_decides(string function, string command, int expected)
    {
        using var bench = Start();

        Assert.Equal(expected, bench.Call(Receive(bench), function, ScriptValue.Of(command)));
    }

    [Fact]
    public void Lines_become_avps_and_destinations()
    {
        using var bench = Start();
        var context = Receive(bench);

        Assert.Equal(1, bench.Call(context, "exec_avp", ScriptValue.Of("printf 'one\\ntwo\\n'")));
        Assert.Equal(("one", "two"), (context.Avps.Get("1").ToText(), context.Avps.Get("2").ToText()));

        Assert.Equal(1, bench.Call(context, "exec_dset", ScriptValue.Of("printf 'sip:a@192.0.2.1\\nsip:b@192.0.2.2\\n' #")));
        Assert.Equal("sip:a@192.0.2.1", Latin1.ToText(context.RequestUri));
        Assert.Equal(1, context.Branches.Count);

        Assert.Equal(-1, bench.Call(context, "exec_dset", ScriptValue.Of("echo no uri #")));
    }

    [Fact]
    public void A_program_that_does_not_end_is_killed()
    {
        using var bench = Start();
        bench.Set("time_to_kill", 1);

        Assert.Equal(-1, bench.Call(Receive(bench), "exec_cmd", ScriptValue.Of("sleep 30")));
    }

    [Fact]
    public void Names_of_avps_are_read()
    {
        Assert.True(AvpNames.TryParse("$avp(a);$avp(s:b)", out var names, out _));
        Assert.Equal(["a", "b"], names.Names);
        Assert.False(AvpNames.TryParse("$var(a)", out _, out _));
    }

    private static ModuleBench Start()
    {
        var bench = new ModuleBench("exec");
        Assert.True(bench.Start());
        return bench;
    }

    private static Engine.Routing.RoutingContext Receive(ModuleBench bench) => bench.Receive(Invite, ModuleBench.Address("127.0.0.1", 15099));
}
