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

    [Theory]
    [InlineData("lua", "function f() local s = string.rep('x', 10000000000) end", "t.lua:1: resulting string too large")]
    [InlineData("lua", "function f() local s = ('x'):rep(2^40, ', ') end", "t.lua:1: resulting string too large")]
    [InlineData("js", "function f() { var s = 'xyz'.repeat(1000000000); }", "t.lua:1: RangeError: the text would be too long")]
    [InlineData("js", "function f() { var s = new Array(1000000000).join('x'); }", "t.lua:1: RangeError: the text would be too long")]
    public void One_call_that_makes_a_huge_text_is_a_script_error(string language, string script, string error)
    {
        using var test = new TestInterpreter(language, Tight);
        test.Load(script);

        Assert.Equal(error, KemiText.WithoutStack(test.Interpreter.Invoke("f", []).Error));
    }

    [Theory]
    [InlineData("lua", "function f() KSR.say(('ab'):rep(3, '-')) end", "ab-ab-ab")]
    [InlineData("lua", "function f() KSR.say(string.rep('ab', '2') .. string.rep('x', 0) .. string.rep('x', -5)) end", "abab")]
    [InlineData("js", "function f() { KSR.say('ab'.repeat(2) + [1, 2].join('-') + [3, 4].join()); }", "abab1-23,4")]
    public void Texts_of_a_usual_size_are_made(string language, string script, string said)
    {
        using var test = new TestInterpreter(language, Tight);
        test.Load(script);

        Assert.Equal(KemiOutcome.Completed, test.Interpreter.Invoke("f", []));
        Assert.Equal(said, test.Said);
    }

    [Theory]
    [InlineData("lua", "function f() local t = {} t.t = t error(t) end")]
    [InlineData("lua", "function f() error(nil) end")]
    [InlineData("lua", "function f() error(function() end) end")]
    [InlineData("lua", "function f() error(setmetatable({}, { __tostring = function() while true do end end })) end")]
    [InlineData("lua", "function f() error(12) end")]
    [InlineData("js", "function f() { throw null; }")]
    [InlineData("js", "function f() { throw undefined; }")]
    [InlineData("js", "function f() { throw { toString: function () { throw 1; } }; }")]
    [InlineData("js", "function f() { throw 12; }")]
    public void An_error_that_is_no_text_is_a_script_error_too(string language, string script)
    {
        using var test = new TestInterpreter(language, Tight);
        test.Load(script);

        var outcome = test.Interpreter.Invoke("f", []);

        Assert.Equal(KemiOutcomeKind.Failed, outcome.Kind);
        Assert.NotEmpty(outcome.Error);
    }

    [Fact]
    public void A_pattern_that_nests_without_end_is_a_script_error()
    {
        using var test = new TestInterpreter("lua", Tight);
        test.Load("function f() return string.find(string.rep('x', 300000), string.rep('x?', 300000)) end");

        Assert.Contains("pattern too complex", test.Interpreter.Invoke("f", []).Error, StringComparison.Ordinal);
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
