using Signalbox.Engine.Routing;
using Signalbox.Script.Kemi;
using Xunit;

namespace Signalbox.Script.Tests.Kemi;

public sealed class KemiLoaderTests : IDisposable
{
    private readonly KemiFixture _kemi = new();

    public void Dispose() => _kemi.Dispose();

    [Theory]
    [InlineData("lua", "function ksr_request_route() KSR.demo.note('a') end")]
    [InlineData("jsdt", "function ksr_request_route() { KSR.demo.note('a'); }")]
    public void The_request_function_is_the_request_route(string language, string script)
    {
        var routes = _kemi.Load(language, script);

        Assert.Equal(new RouteResult(1), routes!.Request.Run(_kemi.Context()));
        Assert.Equal(["note|a"], _kemi.Calls);
        Assert.Null(routes.Reply);
        Assert.Null(routes.OnSend);
    }

    [Fact]
    public void Reply_and_onsend_functions_are_used_when_they_exist()
    {
        var routes = _kemi.Load("lua", "function ksr_request_route() end\nfunction ksr_reply_route() KSR.x.drop() end\nfunction ksr_onsend_route() end");

        Assert.Equal(new RouteResult(1, Exit: true, Drop: true), routes!.Reply!.Run(_kemi.Context(RouteKinds.Reply)));
        Assert.NotNull(routes.OnSend);
    }

    [Fact]
    public void Callbacks_of_the_core_can_be_renamed_and_switched_off()
    {
        _kemi.Settings.KemiRequestRoute = "go";
        _kemi.Settings.KemiReplyRoute = "none";

        var routes = _kemi.Load("lua", "function go() end\nfunction ksr_reply_route() end");

        Assert.NotNull(routes);
        Assert.Null(routes.Reply);
        Assert.False(_kemi.Diagnostics.HasErrors);
    }

    [Fact]
    public void A_script_without_the_request_function_does_not_load()
    {
        _kemi.Load("lua", "function other() end");

        Assert.Equal("error KEMI0006: the script has no function 'ksr_request_route', and the cfg has no request_route", _kemi.Diagnostics.FirstError!.Headline);
    }

    [Fact]
    public void A_native_request_route_makes_the_request_function_needless()
    {
        _kemi.Load("lua", "function ksr_reply_route() end", hasRequestRoute: true);

        Assert.False(_kemi.Diagnostics.HasErrors);
    }

    [Theory]
    [InlineData("lua", "function f()\n  x = = 1\nend", 2, "script does not load: unexpected symbol near '='")]
    [InlineData("lua", "x = 1\n  nope.y = 2", 2, "script does not load: attempt to index a nil value (global 'nope')")]
    [InlineData("jsdt", "var a = 1;\nfunction f( {\n", 2, "script does not load: SyntaxError: Expected identifier but found '{'")]
    public void A_broken_script_is_shown_at_its_line(string language, string script, int line, string message)
    {
        var routes = _kemi.Load(language, script);

        var error = _kemi.Diagnostics.FirstError!;
        Assert.Null(routes);
        Assert.Equal(line, error.Span!.Value.Line);
        Assert.Equal(message, error.Message);
        Assert.Empty(_kemi.Log.Lines);
    }

    [Fact]
    public void A_missing_script_file_is_an_error()
    {
        _kemi.LoadFiles("lua", ["/nowhere/s.lua"]);

        Assert.Equal("error KEMI0004: cannot read script '/nowhere/s.lua': no such file", _kemi.Diagnostics.FirstError!.Headline);
    }

    [Theory]
    [InlineData("python", "error KEMI0001: cfgengine: there is no script engine 'python'")]
    [InlineData("jsdt", "error KEMI0002: cfgengine: the module of script engine 'jsdt' is not loaded")]
    [InlineData("lua", "error KEMI0003: cfgengine: no script is given for 'lua'")]
    public void A_cfgengine_that_cannot_work_is_an_error(string engine, string headline)
    {
        _kemi.LoadFiles("lua", [], engine: engine);

        Assert.Equal(headline, _kemi.Diagnostics.FirstError!.Headline);
    }

    [Theory]
    [InlineData("KSR.demo.note('a')", "note|a")]
    [InlineData("KSR.demo.note('a', 'b')", "note|a|b")]
    [InlineData("KSR.demo.none()", "split")]
    [InlineData("KSR.demo2.two('a', 'b')", "split|a|b")]
    [InlineData("KSR.demo.number(7)", "number|parsed 7")]
    [InlineData("KSR.x.modf('hidden')", "hidden")]
    [InlineData("KSR.x.modf('note', 'a', 'b')", "note|a|b")]
    [InlineData("KSR.x.modf('number', '7')", "number|parsed 7")]
    public void Declared_functions_are_called_with_their_arguments(string call, string seen)
    {
        var routes = _kemi.Load("lua", $"function ksr_request_route() {call} end");

        routes!.Request.Run(_kemi.Context());

        Assert.Equal([seen], _kemi.Calls);
        Assert.Empty(_kemi.Log.Lines);
    }

    [Theory]
    [InlineData("KSR.demo.number(-1)", "-1: '-1': expected a number")]
    [InlineData("KSR.demo2.two('a')", "-1: not enough parameters for: demo2.two")]
    [InlineData("KSR.x.modf('nothing')", "-1: no cfg function 'nothing' with 0 parameters can be called here")]
    [InlineData("KSR.route('nowhere')", "-1: there is no route 'nowhere'")]
    public void A_call_that_cannot_work_leaves_an_error_line(string call, string line)
    {
        var routes = _kemi.Load("lua", $"function ksr_request_route() {call} end");

        Assert.Equal(new RouteResult(1), routes!.Request.Run(_kemi.Context()));

        Assert.Equal([line], _kemi.Log.Lines);
        Assert.Empty(_kemi.Calls);
    }

    [Fact]
    public void Functions_of_the_cfg_only_are_nil()
    {
        var routes = _kemi.Load("lua", "function ksr_request_route() KSR.demo.note(type(KSR.demo.hidden) .. type(KSR.rtpproxy)) end");

        routes!.Request.Run(_kemi.Context());

        Assert.Equal(["note|nilnil"], _kemi.Calls);
    }

    [Fact]
    public void A_script_error_is_logged_and_ends_the_run()
    {
        var routes = _kemi.Load("lua", "function ksr_request_route()\n  local t\n  t.x = 1\nend");

        Assert.Equal(new RouteResult(-1, Exit: true), routes!.Request.Run(_kemi.Context()));

        Assert.Contains("s.lua:3: attempt to index a nil value (local 't') (stack: ", Assert.Single(_kemi.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reply_whose_script_fails_is_dropped()
    {
        var routes = _kemi.Load("lua", "function ksr_request_route() end\nfunction ksr_reply_route() error('x') end");

        Assert.True(routes!.Reply!.Run(_kemi.Context(RouteKinds.Reply)).Drop);
    }

    [Fact]
    public void Named_callbacks_are_found_by_name_and_a_missing_one_is_an_error_line()
    {
        var routes = _kemi.Load("lua", "function ksr_request_route() end\nfunction ksr_failure_manage() KSR.demo.note('failure') end");

        routes!.Find(RouteKinds.Failure, "ksr_failure_manage")!.Run(_kemi.Context(RouteKinds.Failure));
        var missing = routes.Find(RouteKinds.Branch, "nope")!.Run(_kemi.Context(RouteKinds.Branch));

        Assert.Equal(["note|failure"], _kemi.Calls);
        Assert.Equal(new RouteResult(-1), missing);
        Assert.Equal(["-1: the script has no function 'nope'"], _kemi.Log.Lines);
        Assert.Null(routes.Find(RouteKinds.Request, "ksr_failure_manage"));
    }

    [Fact]
    public void Event_callbacks_get_the_event_name()
    {
        var routes = _kemi.Load("jsdt", "function ksr_request_route() {}\nfunction on(e) { KSR.demo.note(e); }");

        routes!.FindEventCallback("on", "sipdump:msg")!.Run(_kemi.Context(RouteKinds.Event));

        Assert.Equal(["note|sipdump:msg"], _kemi.Calls);
        Assert.Null(routes.FindEventCallback("", "sipdump:msg"));
    }
}
