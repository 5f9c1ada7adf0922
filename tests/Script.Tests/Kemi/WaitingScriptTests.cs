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
