using Signalbox.Script.Kemi;
using Signalbox.Script.Tests.Kemi;
using Xunit;

namespace Signalbox.Script.Tests.Lua;

public sealed class LuaCoroutineTests
{
    private static readonly KemiLimits Tight = new()
    {
        CallbackTime = TimeSpan.FromMilliseconds(200),
        MemoryBytes = 64 << 20,
        CheckInterval = TimeSpan.FromMilliseconds(10),
    };

    [Theory]
    [InlineData("coroutine.wrap(function()\n  while true do end end)()")]
    [InlineData("coroutine.resume(coroutine.create(function()\n  while true do end end))")]
    [InlineData("pcall(coroutine.wrap(function() coroutine.wrap(function()\n  while true do pcall(function() while true do end end) end end)() end))")]
    [InlineData("coroutine.wrap(function() local s = ('a'):rep(3000)\n  string.find(s, ('.-'):rep(12) .. 'b') end)()")]
    public void An_endless_coroutine_is_stopped_with_its_place(string script)
    {
        using var test = new TestInterpreter("lua", Tight);
        test.Load($"function f() {script}\nend\nfunction g() KSR.say(coroutine.wrap(function() return 'next' end)()) end");

        var outcome = test.Interpreter.Invoke("f", []);
        var next = test.Interpreter.Invoke("g", []);

        Assert.Equal(KemiOutcome.Failed("t.lua:2: stopped: the callback ran longer than 200 ms"), outcome);
        Assert.Equal(KemiOutcome.Completed, next);
        Assert.Equal("next", test.Said);
    }

    [Fact]
    public void A_callback_that_goes_on_making_coroutines_is_stopped()
    {
        using var test = new TestInterpreter("lua", Tight);
        test.Load("function f()\n  while true do coroutine.wrap(function() local n = 0 for i = 1, 50 do n = n + i end coroutine.yield(n) end)() end\nend");

        Assert.Equal(KemiOutcome.Failed("t.lua:2: stopped: the callback ran longer than 200 ms"), test.Interpreter.Invoke("f", []));
    }

    [Fact]
    public void A_coroutine_of_one_callback_goes_on_in_the_next_and_is_stopped_there()
    {
        using var test = new TestInterpreter("lua", Tight);
        test.Load("function f()\n  c = coroutine.create(function() coroutine.yield() while true do end end)\n  coroutine.resume(c)\nend\nfunction g() coroutine.resume(c) end");

        Assert.Equal(KemiOutcome.Completed, test.Interpreter.Invoke("f", []));
        Assert.Equal(KemiOutcome.Failed("t.lua:2: stopped: the callback ran longer than 200 ms"), test.Interpreter.Invoke("g", []));
    }

    [Theory]
    [InlineData("coroutine.create(nil)", "t.lua:1: bad argument #1 to 'create' (function expected, got nil)")]
    [InlineData("coroutine.wrap('x')", "t.lua:1: bad argument #1 to 'wrap' (function expected, got string)")]
    public void What_is_no_function_makes_no_coroutine(string call, string error)
    {
        using var test = new TestInterpreter("lua");
        test.Load($"function f() local c = {call} end");

        Assert.Equal(error, KemiText.WithoutStack(test.Interpreter.Invoke("f", []).Error));
    }
}
