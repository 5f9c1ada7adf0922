using System.Diagnostics;
using Signalbox.Script.Kemi;
using Signalbox.Script.Tests.Kemi;
using Xunit;

namespace Signalbox.Script.Tests.Lua.Patterns;

public sealed class PatternLimitTests
{
    private const string Endless = "(\".-\"):rep(12) .. \"b\"";

    private static readonly KemiLimits ShortPatterns = new() { PatternTime = TimeSpan.FromMilliseconds(100) };

    private static readonly KemiLimits ShortCallbacks = new()
    {
        CallbackTime = TimeSpan.FromMilliseconds(200),
        CheckInterval = TimeSpan.FromMilliseconds(10),
    };

    public static TheoryData<string> Calls =>
    [
        $"string.find(s, {Endless})",
        $"string.match(s, \"^\" .. {Endless})",
        $"(s):match((\"(a*)\"):rep(12) .. \"b\")",
        $"for _ in string.gmatch(s, {Endless}) do end",
        $"string.gsub(s, {Endless}, \"x\")",
        $"string.gsub(s, {Endless}, function() end)",
        $"string.gsub(s, {Endless}, {{}})",
        "string.find(s, (\"a?\"):rep(100) .. (\"a\"):rep(100) .. \"b\")",
        "string.find((\"(\"):rep(1000000), \"%b()\")",
        "string.find((\"a\"):rep(2000000), \"a*a*b\")",
    ];

    [Theory, MemberData(nameof(Calls))]
    public void A_pattern_that_would_take_for_ever_is_an_error_with_its_place_and_limit(string call)
    {
        using var test = new TestInterpreter("lua", ShortPatterns);
        test.Load($"function f()\n  local s = (\"a\"):rep(3000)\n  {AsStatement(call)}\nend\nfunction g() KSR.say((\"abc\"):find(\"c\")) end");

        var outcome = test.Interpreter.Invoke("f", []);
        var next = test.Interpreter.Invoke("g", []);

        Assert.Equal("t.lua:3: the pattern took longer than 100 ms", KemiText.WithoutStack(outcome.Error));
        Assert.Equal(KemiOutcome.Completed, next);
        Assert.Equal("3", test.Said);
    }

    [Theory, MemberData(nameof(Calls))]
    public void A_pattern_ends_with_the_callback_that_it_belongs_to(string call)
    {
        using var test = new TestInterpreter("lua", ShortCallbacks);
        test.Load($"function f()\n  local s = (\"a\"):rep(3000)\n  {AsStatement(call)}\nend\nfunction g() KSR.say(\"next\") end");
        var watch = Stopwatch.StartNew();

        var outcome = test.Interpreter.Invoke("f", []);
        test.Interpreter.Invoke("g", []);

        Assert.Matches(@"^t\.lua:[34]: stopped: the callback ran longer than 200 ms", outcome.Error);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
        Assert.Equal("next", test.Said);
    }

    [Fact]
    public void A_script_may_catch_a_pattern_that_took_too_long_but_not_the_end_of_its_time()
    {
        using var test = new TestInterpreter("lua", ShortPatterns);
        test.Load($"function f() local s = (\"a\"):rep(3000) local _, e = pcall(string.find, s, {Endless}) KSR.say(e) end");

        Assert.Equal(KemiOutcome.Completed, test.Interpreter.Invoke("f", []));
        Assert.Equal("the pattern took longer than 100 ms", test.Said);
    }

    [Theory]
    [InlineData("string.gsub((\"x\"):rep(10000), \"x\", (\"y\"):rep(10000))")]
    [InlineData("string.gsub((\"x\"):rep(10000), \"x\", function() return t end)")]
    public void A_result_beyond_64_MiB_is_an_error(string call)
    {
        using var test = new TestInterpreter("lua");
        test.Load($"local t = (\"y\"):rep(10000)\nfunction f()\n  {AsStatement(call)}\nend");

        Assert.Equal("t.lua:3: resulting string too large", KemiText.WithoutStack(test.Interpreter.Invoke("f", []).Error));
    }

    [Fact]
    public void More_repetitions_than_a_match_may_hold_are_an_error_once_they_are_held()
    {
        using var test = new TestInterpreter("lua");
        test.Load("""
            function f()
              KSR.say(string.find(("x"):rep(150), ("x?"):rep(150)))
              KSR.say(string.find("", ("x?"):rep(300)))
              return string.find(("x"):rep(300), ("x?"):rep(300))
            end
            """);

        Assert.Equal("t.lua:4: pattern too complex", KemiText.WithoutStack(test.Interpreter.Invoke("f", []).Error));
        Assert.Equal("1\n1", test.Said);
    }

    [Fact]
    public void An_error_inside_a_replacement_function_names_the_lines_that_led_to_it()
    {
        using var test = new TestInterpreter("lua");
        test.Load("function inner(c)\n  error('bad ' .. c)\nend\nfunction f()\n  local s = string.gsub('abc', 'b', inner)\nend");

        Assert.Equal(
            "t.lua:2: bad b (stack: [C]: in function 'error' < t.lua:2: in function 'inner' < [C]: in function 'string.gsub' < t.lua:5: in function 'f')",
            test.Interpreter.Invoke("f", []).Error);
    }

    [Fact]
    public void An_error_of_a_pattern_names_the_lines_that_led_to_it()
    {
        using var test = new TestInterpreter("lua");
        test.Load("local function inner(s)\n  return s:find('(')\nend\nfunction f()\n  local a = inner('x')\nend");

        Assert.Equal(
            "t.lua:2: unfinished capture (stack: [C]: in function 'string.find' < t.lua:2: in upvalue 'inner' < t.lua:5: in function 'f')",
            test.Interpreter.Invoke("f", []).Error);
    }

    [Fact]
    public void Replacement_functions_may_use_patterns_themselves_and_end_the_script()
    {
        using var test = new TestInterpreter("lua");
        test.Load("""
            function f()
              local depth = 0
              local function deep(s)
                depth = depth + 1
                if depth > 60 then return s end
                for i = 1, 3 do ("x" .. i):find("(x)%d*" .. i) end
                return (s:gsub("(%w)(%w?)", function(a, b) return deep(a) .. b end, 1))
              end
              KSR.say(deep("abc"))
              string.gsub("abc", "b", function() KSR.x.exit() end)
              KSR.say("after")
            end
            """);

        Assert.Equal(KemiOutcomeKind.Exited, test.Interpreter.Invoke("f", []).Kind);
        Assert.Equal("abc", test.Said);
    }

    [Fact]
    public void Patterns_work_in_coroutines()
    {
        using var test = new TestInterpreter("lua");
        test.Load("""
            function f()
              local co = coroutine.wrap(function()
                for w in ("a b"):gmatch("%a") do coroutine.yield(w) end
                return (("x"):find("%"))
              end)
              KSR.say(co() .. co())
              co()
            end
            """);

        Assert.StartsWith("t.lua:7: t.lua:4: malformed pattern (ends with '%')", test.Interpreter.Invoke("f", []).Error, StringComparison.Ordinal);
        Assert.Equal("ab", test.Said);
    }

    private static string AsStatement(string call) => call.StartsWith("for ", StringComparison.Ordinal) ? call : $"local r = {call}";
}
