using Signalbox.Engine.Routing;
using Xunit;

namespace Signalbox.Script.Tests.Kemi;

public sealed class KemiConfigurationTests
{
    [Theory]
    [InlineData("lua", "function ksr_request_route() KSR.info('script') end")]
    [InlineData("jsdt", "function ksr_request_route() { KSR.info('script'); }")]
    public void The_script_routes_requests_when_the_cfg_does_not(string language, string script)
    {
        using var server = new KemiServer(language, script);

        server.Snapshot!.Routes.Request!.Run(server.Context());

        Assert.Equal(["2: script"], server.Log.Lines);
    }

    [Fact]
    public void A_native_request_route_wins()
    {
        using var server = new KemiServer("lua", "function ksr_request_route() KSR.info('script') end", "request_route { setflag(3); }");
        var context = server.Context();

        server.Snapshot!.Routes.Request!.Run(context);

        Assert.Empty(server.Log.Lines);
        Assert.Equal(8u, context.Flags);
    }

    [Fact]
    public void For_replies_the_script_wins()
    {
        using var server = new KemiServer(
            "lua", "function ksr_request_route() end\nfunction ksr_reply_route() KSR.info('script') end", "reply_route { setflag(3); }");

        server.Snapshot!.Routes.Reply!.Run(server.Context(RouteKinds.Reply));

        Assert.Equal(["2: script"], server.Log.Lines);
    }

    [Fact]
    public void Native_routes_run_functions_of_the_script()
    {
        using var server = new KemiServer(
            "lua",
            "function f(a, b) KSR.info(a .. '/' .. b) end",
            """request_route { if (lua_run("f", "$rm", "2")) { setflag(1); } if (!lua_run("nope")) { setflag(2); } lua_dostring("KSR.setflag(4)"); }""");
        Assert.True(server.Snapshot is not null, server.Report);
        var context = server.Context();

        server.Snapshot.Routes.Request!.Run(context);

        Assert.Equal("2: OPTIONS/2", server.Log.Lines[0]);
        Assert.Equal("-1: the Lua script has no function 'nope'", server.Log.Lines[1]);
        Assert.Equal(0b10110u, context.Flags);
    }

    [Fact]
    public void A_script_runs_route_blocks_of_the_cfg()
    {
        using var server = new KemiServer(
            "lua", "function ksr_request_route() KSR.info('' .. KSR.route('A')) end", "route[A] { setflag(5); return 7; }");
        var context = server.Context();

        server.Snapshot!.Routes.Request!.Run(context);

        Assert.Equal(["2: 7"], server.Log.Lines);
        Assert.Equal(32u, context.Flags);
    }

    [Fact]
    public void A_broken_script_is_a_load_error_at_its_line()
    {
        using var server = new KemiServer("lua", "function ksr_request_route()\n  if x then\nend\n");

        Assert.Null(server.Snapshot);
        Assert.Contains($"{server.ScriptPath}:", server.Report, StringComparison.Ordinal);
        Assert.Contains("KEMI0005: script does not load: 'end' expected", server.Report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_without_request_route_is_a_load_error()
    {
        using var server = new KemiServer("jsdt", "var x = 1;");

        Assert.Null(server.Snapshot);
        Assert.Contains("KEMI0006: the script has no function 'ksr_request_route'", server.Report, StringComparison.Ordinal);
    }
}
