using Xunit;

namespace Signalbox.Script.Tests.Kemi;

public sealed class ScriptReloadTests : IDisposable
{
    private readonly KemiFixture _kemi = new();

    public void Dispose() => _kemi.Dispose();

    [Theory]
    [InlineData("lua", "n = (n or 0) + 1\nfunction ksr_request_route() KSR.demo.note('VERSION' .. n) end", "2")]
    [InlineData("jsdt", "var n = (typeof n === 'undefined' ? 0 : n) + 1;\nfunction ksr_request_route() { KSR.demo.note('VERSION' + n); }", "1")]
    public void A_reload_keeps_the_globals_of_Lua_and_drops_those_of_JavaScript(string language, string script, string count)
    {
        var routes = _kemi.Load(language, script.Replace("VERSION", "old", StringComparison.Ordinal));
        routes!.Request.Run(_kemi.Context());
        _kemi.Write(language == "lua" ? "s.lua" : "s.js", script.Replace("VERSION", "new", StringComparison.Ordinal));

        Assert.Null(_kemi.Module!.Runtime!.Reload());
        routes.Request.Run(_kemi.Context());

        Assert.Equal(["note|old1", "note|new" + count], _kemi.Calls);
        Assert.Equal(2, _kemi.Module.Runtime.Version);
    }

    [Fact]
    public void A_broken_script_changes_nothing_and_says_why()
    {
        var routes = _kemi.Load("lua", "function ksr_request_route() KSR.demo.note('old') end");
        _kemi.Write("s.lua", "function ksr_request_route(\n");

        var error = _kemi.Module!.Runtime!.Reload();
        routes!.Request.Run(_kemi.Context());

        Assert.EndsWith("s.lua:2: <name> or '...' expected near <eof>", error, StringComparison.Ordinal);
        Assert.Equal(["note|old"], _kemi.Calls);
        Assert.Equal(1, _kemi.Module.Runtime.Version);
    }

    [Fact]
    public void Functions_run_from_native_routes_with_their_arguments()
    {
        _kemi.Load("lua", "function f(a, b) KSR.demo.note(a .. b) end", hasRequestRoute: true);
        var runtime = _kemi.Module!.Runtime!;

        Assert.Equal(1, runtime.Run(_kemi.Context(), "f", ["x", "y"]));
        Assert.Equal(-1, runtime.Run(_kemi.Context(), "g", []));
        Assert.Equal(1, runtime.RunText(_kemi.Context(), "KSR.demo.note('text')"));
        Assert.Equal(-1, runtime.RunText(_kemi.Context(), "KSR.demo.note("));
        Assert.Equal(1, runtime.RunFile(_kemi.Context(), _kemi.Write("more.lua", "KSR.demo.note('file')")));
        Assert.Equal(-1, runtime.RunFile(_kemi.Context(), "/nowhere.lua"));

        Assert.Equal(["note|xy", "note|text", "note|file"], _kemi.Calls);
        Assert.Equal(
            [
                "-1: the Lua script has no function 'g'",
                "-1: error from Lua: script text:1: unexpected symbol near <eof>",
                "-1: cannot read /nowhere.lua: no such file",
            ],
            _kemi.Log.Lines);
    }

    [Fact]
    public void Every_worker_has_an_interpreter_of_its_own()
    {
        var routes = _kemi.Load("lua", "function ksr_request_route() n = (n or 0) + 1 KSR.demo.note('' .. n) end");
        routes!.Request.Run(_kemi.Context());
        var other = _kemi.Context();
        other.Worker = new Signalbox.Engine.Routing.WorkerState(1, "other");

        routes.Request.Run(other);

        Assert.Equal(["note|1", "note|1"], _kemi.Calls);
    }

    [Fact]
    public void A_generation_that_ended_leaves_the_worker()
    {
        _kemi.Load("lua", "function ksr_request_route() end")!.Request.Run(_kemi.Context());
        _kemi.Module!.Runtime!.Dispose();

        _kemi.Load("lua", "function ksr_request_route() end")!.Request.Run(_kemi.Context());

        Assert.Single(_kemi.Worker.Locals);
    }
}
