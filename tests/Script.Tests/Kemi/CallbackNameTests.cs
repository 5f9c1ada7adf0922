using Xunit;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>Functions that the configuration names must be in the script: when it loads, and after each reload.</summary>
public sealed class CallbackNameTests
{
    private const string Lua = "function ksr_request_route() end\nfunction on_event(name) end\n";

    [Theory]
    [InlineData("sipdump", "event_callback")]
    [InlineData("dispatcher", "event_callback")]
    [InlineData("htable", "event_callback")]
    [InlineData("tm", "event_callback")]
    [InlineData("xhttp", "event_callback")]
    [InlineData("siptrace", "evcb_msg")]
    [InlineData("sl", "event_callback_fl_ack")]
    [InlineData("sl", "event_callback_lres_sent")]
    [InlineData("tm", "evcb_local_ack_sent")]
    public void A_missing_event_function_refuses_the_configuration_at_its_modparam(string module, string parameter)
    {
        using var server = new KemiServer("lua", Lua, $"loadmodule \"sl.so\"\nloadmodule \"tm.so\"\nloadmodule \"{module}.so\"\nmodparam(\"{module}\", \"{parameter}\", \"on_evnet\")");

        Assert.Null(server.Snapshot);
        Assert.Matches(@"test\.cfg:\d+:\d+: error CFG0400: module '" + module + "': " + parameter + " names the function 'on_evnet', which the script does not define", server.Report);
    }

    [Theory]
    [InlineData("kemi.received_route_callback")]
    [InlineData("kemi.pre_routing_callback")]
    [InlineData("kemi.event_route_callback")]
    public void A_missing_core_function_refuses_the_configuration(string parameter)
    {
        using var server = new KemiServer("lua", Lua, $"{parameter}=\"on_evnet\"");

        Assert.Contains($"CFG0401: {parameter} names the function 'on_evnet', which the script does not define", server.Report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lua", "function f() end", "lua_run(\"g\");", "CFG0402: lua_run names the function 'g'")]
    [InlineData("lua", "function f() end", "if (lua_run(\"g\", \"$ru\")) exit;", "CFG0402: lua_run names the function 'g'")]
    [InlineData("jsdt", "function f() {}", "jsdt_run(\"g\", \"1\");", "CFG0402: jsdt_run names the function 'g'")]
    [InlineData("lua", "function f() end", "t_on_failure(\"g\");", "CFG0403: t_on_failure names 'g'")]
    [InlineData("jsdt", "function f() {}", "t_on_branch(\"g\");", "CFG0403: t_on_branch names 'g'")]
    public void A_call_in_the_cfg_that_names_a_missing_function_refuses_the_configuration(string language, string script, string statement, string error)
    {
        using var server = new KemiServer(language, script, $"loadmodule \"tm.so\"\nrequest_route {{\n\t{statement}\n}}");

        Assert.Null(server.Snapshot);
        Assert.Matches(@"test\.cfg:9:\d+: error " + error, server.Report);
    }

    [Theory]
    [InlineData("lua_run(\"f\");")]
    [InlineData("lua_run(\"$var(name)\");")]
    [InlineData("lua_run($var(name));")]
    [InlineData("lua_dofile(\"/tmp/more.lua\"); lua_run(\"g\");")]
    [InlineData("lua_dostring(\"function g() end\"); lua_run(\"g\");")]
    [InlineData("t_on_failure(\"f\"); t_on_failure(\"F\"); t_on_failure(\"0\"); t_on_failure(\"\");")]
    public void Names_that_are_there_or_may_come_are_fine(string statement)
    {
        using var server = new KemiServer("lua", "function f() end", $"loadmodule \"tm.so\"\nrequest_route {{ {statement} }}\nfailure_route[F] {{ exit; }}");

        Assert.True(server.Snapshot is not null, server.Report);
    }

    [Theory]
    [InlineData("lua", "lua_run(\"f\");", "function f() end", "function g() end")]
    [InlineData("jsdt", "jsdt_run(\"f\");", "function f() {}", "function g() {}")]
    [InlineData("lua", "t_on_failure(\"f\");", "function f() end", "function g() end")]
    public void A_reload_of_the_script_alone_keeps_the_functions_that_the_cfg_calls(string language, string statement, string script, string next)
    {
        using var server = new KemiServer(language, script, $"loadmodule \"tm.so\"\nrequest_route {{\n{statement}\n}}");
        Assert.True(server.Snapshot is not null, server.Report);
        File.WriteAllText(server.ScriptPath, next);

        var error = server.Runtime.Reload();

        Assert.Matches(@"script: the function 'f', which the configuration names in .*test\.cfg:9:\d+, is gone$", error);
        Assert.Equal(1, server.Runtime.Version);
    }

    [Fact]
    public void A_missing_reply_function_with_a_name_of_its_own_refuses_the_configuration()
    {
        using var server = new KemiServer("jsdt", "function ksr_request_route() {}", "kemi.reply_route_callback=\"on_reply\"");

        Assert.Contains("CFG0401: kemi.reply_route_callback names the function 'on_reply', which the script does not define", server.Report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kemi.reply_route_callback=\"none\"")]
    [InlineData("kemi.onsend_route_callback=\"\"")]
    [InlineData("loadmodule \"sipdump.so\"\nmodparam(\"sipdump\", \"event_callback\", \"on_event\")")]
    public void Functions_that_are_there_or_switched_off_are_fine(string cfg)
    {
        using var server = new KemiServer("lua", Lua, cfg);

        Assert.True(server.Snapshot is not null, server.Report);
    }

    [Theory]
    [InlineData("function ksr_request_route() end\n", "on_event")]
    [InlineData("function on_event() end\n", "ksr_request_route")]
    public void A_reload_that_takes_a_named_function_away_is_refused(string script, string gone)
    {
        using var server = new KemiServer("lua", Lua, "loadmodule \"sipdump.so\"\nmodparam(\"sipdump\", \"event_callback\", \"on_event\")");
        File.WriteAllText(server.ScriptPath, script);

        var error = server.Runtime.Reload();

        Assert.Equal($"{server.ScriptPath}: the function '{gone}', which the configuration names, is gone", error);
        Assert.Equal(1, server.Runtime.Version);
    }
}
