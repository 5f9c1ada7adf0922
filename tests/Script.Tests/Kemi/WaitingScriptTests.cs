using Xunit;

namespace Signalbox.Script.Tests.Kemi;

public sealed class WaitingScriptTests
{
    private const string Modules = "loadmodule \"cfgutils.so\"\nloadmodule \"corex.so\"\n";

    [Theory]
    [InlineData("lua", "KSR.info('x')", false)]
    [InlineData("lua", "KSR.cfgutils.usleep(5)", true)]
    [InlineData("lua", "local c = KSR.cfgutils; c.usleep(5)", true)]
    [InlineData("lua", "KSR.cfgutils['usleep'](5)", true)]
    [InlineData("lua", "KSR.info('usleep_not'); KSR.cfgutils.lock('a')", false)]
    [InlineData("lua", "KSR.info('usleep')", true)]
    [InlineData("lua", "KSR.x.modf('usleep', '5')", true)]
    [InlineData("lua", "KSR.x.modf('exec', 'ls')", true)]
    [InlineData("lua", "KSR.app_lua.dofile('/tmp/x.lua')", true)]
    [InlineData("lua", "local f = io.open('/tmp/x')", true)]
    [InlineData("lua", "local s = require('socket')", true)]
    [InlineData("lua", "local t = os.time()", false)]
    [InlineData("lua", "KSR['cfg' .. 'utils']['us' .. 'leep'](5)", true)]
    [InlineData("lua", "KSR[module][name](5)", true)]
    [InlineData("lua", "local k = KSR", true)]
    [InlineData("lua", "for name, m in pairs(KSR) do end", true)]
    [InlineData("lua", "local c = KSR.cfgutils", true)]
    [InlineData("lua", "if KSR.cfgutils then KSR.cfgutils.lock('a') end", true)]
    [InlineData("lua", "if KSR.sl then KSR.info('KSR is here') end -- KSR[x], KSR\n", false)]
    [InlineData("lua", "--[[ local k = KSR ]] KSR.info([[local k = KSR]])", false)]
    [InlineData("lua", "KSR . info('x')", false)]
    [InlineData("lua", "_G['KS' .. 'R'].cfg()", true)]
    [InlineData("lua", "_G['KSR'].info('x')", true)]
    [InlineData("lua", "getfenv()['KSR'].info('x')", true)]
    [InlineData("lua", "os['exec' .. 'ute']('ls')", true)]
    [InlineData("lua", "KSR.x.modf(name, '5')", true)]
    [InlineData("lua", "KSR.x.modf('us' .. 'leep', '5')", true)]
    [InlineData("lua", "local f = KSR.x.modf", true)]
    [InlineData("lua", "local x = KSR.x", true)]
    [InlineData("lua", "local whole, part = math.modf(1.5)", false)]
    [InlineData("lua", "KSR.x.modf('lock', 'a')", false)]
    [InlineData("jsdt", "KSR['cfgutils'][name](5)", true)]
    [InlineData("jsdt", "var k = KSR", true)]
    [InlineData("jsdt", "KSR.cfgut\\u0069ls.lock('a')", true)]
    [InlineData("jsdt", "eval('KSR.cfg' + 'utils')", true)]
    [InlineData("jsdt", "new Function('return 1')()", true)]
    [InlineData("jsdt", "globalThis['KS' + 'R'].info('x')", true)]
    [InlineData("jsdt", "this['KS' + 'R'].info('x')", true)]
    [InlineData("jsdt", "this.state = 1; var a = [1]; KSR.info(a[0])", false)]
    [InlineData("jsdt", "\n// All of KSR\n/* KSR[x]\n KSR */ KSR.info('x')", false)]
    [InlineData("jsdt", "KSR.x.modf(name)", true)]
    [InlineData("jsdt", "KSR.info('x')", false)]
    [InlineData("jsdt", "KSR.cfgutils.usleep(5)", true)]
    [InlineData("jsdt", "var io = 1, load = 2; KSR.setflag(io)", false)]
    public void A_script_that_names_what_waits_makes_the_configuration_one_that_can(string language, string body, bool waits)
    {
        var script = language == "lua" ? $"function ksr_request_route() {body} end" : $"function ksr_request_route() {{ {body} }}";
        using var server = new KemiServer(language, script, Modules);

        Assert.True(server.Snapshot is not null, server.Report);
        Assert.Equal(waits, server.Snapshot.CanBlock);
    }

    [Fact]
    public void A_call_that_the_look_at_the_text_did_not_find_tells_the_running_generation()
    {
        using var server = new KemiServer("lua", "local name = 'us' .. 'leep'\nfunction ksr_request_route() debug.getregistry()[2]['KS' .. 'R']['cfg' .. 'utils'][name](1) end", Modules);
        Assert.False(server.Snapshot!.CanBlock);

        server.Snapshot.Routes.Request!.Run(server.Context());

        Assert.True(server.Snapshot.CanBlock, string.Join(" | ", server.Log.Lines));
        Assert.Contains("-1: KSR.usleep can wait, which the text of the script does not show: set udp_socket_per_worker=0", server.Log.Lines);
    }

    [Fact]
    public void A_reload_of_the_scripts_tells_the_running_generation()
    {
        using var server = new KemiServer("lua", "function ksr_request_route() end", Modules);
        Assert.False(server.Snapshot!.CanBlock);
        File.WriteAllText(server.ScriptPath, "function ksr_request_route() KSR.cfgutils.sleep(1) end");

        Assert.Null(server.Runtime.Reload());

        Assert.True(server.Snapshot.CanBlock);
    }

    [Fact]
    public void A_piece_of_script_in_the_cfg_may_do_anything()
    {
        using var server = new KemiServer("lua", "function f() end", "request_route { lua_runstring(\"$var(x)\"); }");

        Assert.True(server.Snapshot!.CanBlock);
    }
}
