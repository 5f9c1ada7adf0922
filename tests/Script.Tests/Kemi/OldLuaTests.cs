using Xunit;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>The table <c>sr</c> of app_lua_sr.</summary>
public sealed class OldLuaTests
{
    private const string Cfg = "loadmodule \"sl.so\"\nloadmodule \"tm.so\"\nloadmodule \"app_lua_sr.so\"\nmodparam(\"app_lua_sr\", \"register\", \"sl\")\nmodparam(\"app_lua_sr\", \"register\", \"tm\")\nmodparam(\"app_lua_sr\", \"register\", \"rr\")";

    [Theory]
    [InlineData("sr.log('info', 'text')", "boolean:false")]
    [InlineData("sr.log('text')", "boolean:false")]
    [InlineData("sr.pv.get('$rm')", "string:OPTIONS")]
    [InlineData("sr.hdr.append('X: 1\\r\\n')", "number:1")]
    [InlineData("sr.setflag(3) and sr.isflagset(3)", "boolean:true")]
    [InlineData("sr.is_myself('sip:127.0.0.1:17360')", "boolean:true")]
    [InlineData("type(sr.sl.send_reply)", "string:function")]
    [InlineData("sr.tm.t_relay == KSR.tm.t_relay", "boolean:true")]
    [InlineData("sr.tm.relay == KSR.tm.t_relay", "boolean:true")]
    [InlineData("sr.tm.none", "nil:nil")]
    [InlineData("sr.rr", "nil:nil")]
    [InlineData("sr.registrar", "nil:nil")]
    [InlineData("sr.modf('sl_nothing')", "number:-1")]
    public void Old_names_call_the_functions_of_KSR(string expression, string shown)
    {
        using var server = new KemiServer("lua", $"function ksr_request_route() local v = {expression} KSR.info('shown ' .. type(v) .. ':' .. tostring(v)) end", Cfg);
        Assert.True(server.Snapshot is not null, server.Report);

        server.Snapshot.Routes.Request!.Run(server.Context());

        Assert.Contains($"2: shown {shown}", server.Log.Lines);
    }

    [Fact]
    public void A_reload_keeps_it()
    {
        using var server = new KemiServer("lua", "function ksr_request_route() sr.log('info', 'one') end", Cfg);
        File.WriteAllText(server.ScriptPath, "function ksr_request_route() sr.log('info', 'two') end");

        Assert.Null(server.Runtime.Reload());
        server.Snapshot!.Routes.Request!.Run(server.Context());

        Assert.Contains("2: two", server.Log.Lines);
    }
}
