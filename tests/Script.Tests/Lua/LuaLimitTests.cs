using System.Diagnostics;
using Signalbox.Script.Kemi;
using Signalbox.Script.Tests.Kemi;
using Xunit;

namespace Signalbox.Script.Tests.Lua;

public sealed class LuaLimitTests
{
    private static readonly KemiLimits Tight = new()
    {
        CallbackTime = TimeSpan.FromMilliseconds(400),
        MemoryBytes = 64 << 20,
        CheckInterval = TimeSpan.FromMilliseconds(10),
    };

    [Theory]
    [InlineData("function f()\n  while true do end\nend")]
    [InlineData("function f()\n  while true do pcall(function() while true do end end) end\nend")]
    public void An_endless_callback_is_stopped_with_its_place(string script)
    {
        using var test = new TestInterpreter("lua", Tight);
        test.Load(script);
        var watch = Stopwatch.StartNew();

        var outcome = test.Interpreter.Invoke("f", []);

        Assert.Equal(KemiOutcome.Failed("t.lua:2: stopped: the callback ran longer than 400 ms"), outcome);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void An_interpreter_works_on_after_a_stopped_callback()
    {
        using var test = new TestInterpreter("lua", Tight);
        test.Load("function f() while true do end end\nfunction g() local n = 0 for i = 1, 1000 do n = n + i end KSR.say(n) end");

        test.Interpreter.Invoke("f", []);
        var next = test.Interpreter.Invoke("g", []);

        Assert.Equal(KemiOutcome.Completed, next);
        Assert.Equal("500500", test.Said);
    }

    [Fact]
    public void A_callback_that_hoards_memory_is_stopped()
    {
        using var test = new TestInterpreter("lua", Tight with { CallbackTime = TimeSpan.FromMinutes(1) });
        test.Load("function f()\n  local t = {}\n  while true do t[#t + 1] = string.rep('x', 1000) .. #t end\nend");

        var outcome = test.Interpreter.Invoke("f", []);

        Assert.Equal(KemiOutcomeKind.Failed, outcome.Kind);
        Assert.EndsWith("stopped: the script holds more than 64 MiB", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lua", "function f() return 1 + f() end")]
    [InlineData("js", "function f() { return 1 + f(); }")]
    public void Endless_recursion_is_a_script_error(string language, string script)
    {
        using var test = new TestInterpreter(language, Tight);
        test.Load(script);

        Assert.Equal(KemiOutcomeKind.Failed, test.Interpreter.Invoke("f", []).Kind);
    }

    [Fact]
    public void A_stopped_inner_callback_stops_the_outer_one_too()
    {
        using var test = new TestInterpreter("lua", Tight);
        test.Load("function inner() while true do end end\nfunction f() KSR.m.again() KSR.say('after') end");

        var outcome = test.Interpreter.Invoke("f", []);

        Assert.Equal(KemiOutcomeKind.Failed, outcome.Kind);
        Assert.Equal(KemiOutcomeKind.Failed, test.Nested.Kind);
        Assert.Empty(test.Said);
    }
}
