using Signalbox.Script.Kemi;
using Signalbox.Script.Tests.Kemi;
using Xunit;

namespace Signalbox.Script.Tests.Lua;

/// <summary>What a script may do to the process that all workers share.</summary>
public sealed class LuaProcessTests
{
    [Theory]
    [InlineData("os.exit()", "t.lua:1: os.exit would end the server: KSR.x.exit() ends the script")]
    [InlineData("os.exit(true, true)", "t.lua:1: os.exit would end the server: KSR.x.exit() ends the script")]
    [InlineData("debug.debug()", "t.lua:1: debug.debug would wait for a console")]
    public void What_would_end_or_hold_the_server_is_a_script_error(string call, string error)
    {
        using var test = new TestInterpreter("lua");
        test.Load($"function f() local a = {call} end");

        Assert.Equal(error, KemiText.WithoutStack(test.Interpreter.Invoke("f", []).Error));
    }

    [Fact]
    public void The_locale_of_the_process_stays()
    {
        using var test = new TestInterpreter("lua");
        test.Load("function f() KSR.say(os.setlocale() .. tostring(os.setlocale('de_DE')) .. os.setlocale('C', 'numeric') .. 1.5) end");

        Assert.Equal(KemiOutcome.Completed, test.Interpreter.Invoke("f", []));
        Assert.Equal("CnilC1.5", test.Said);
    }

    [Theory]
    [InlineData("os.execute('true')", "true exit 0")]
    [InlineData("os.execute('exit 3')", "nil exit 3")]
    [InlineData("os.execute('kill -9 $$')", "nil signal 9")]
    [InlineData("os.execute()", "true nil nil")]
    [InlineData("io.popen('cat > /dev/null; exit 4', 'w'):close()", "nil exit 4")]
    [InlineData("io.popen('true'):close()", "true exit 0")]
    [InlineData("io.popen('printf one', 'r'):read('a')", "one nil nil")]
    [InlineData("(function() local out = '' for line in io.popen('echo a; echo b'):lines() do out = out .. line end return out end)()", "ab nil nil")]
    public void Commands_run_and_tell_how_they_ended(string call, string said)
    {
        using var test = new TestInterpreter("lua");
        test.Load($"function f() local a, b, c = {call} KSR.say(tostring(a) .. ' ' .. tostring(b) .. ' ' .. tostring(c)) end");

        Assert.Equal(KemiOutcome.Completed, test.Interpreter.Invoke("f", []));
        Assert.Equal(said, test.Said);
    }

    [Theory]
    [InlineData("io.popen({})", "t.lua:1: bad argument #1 to 'popen' (string expected, got table)")]
    [InlineData("io.popen('true', 'x')", "t.lua:1: bad argument #2 to 'popen' (invalid mode)")]
    public void A_pipe_that_cannot_be_is_a_script_error(string call, string error)
    {
        using var test = new TestInterpreter("lua");
        test.Load($"function f() local a = {call} end");

        Assert.Equal(error, KemiText.WithoutStack(test.Interpreter.Invoke("f", []).Error));
    }

    [Fact]
    public void A_pipe_that_a_script_forgets_is_closed_when_it_is_collected()
    {
        using var test = new TestInterpreter("lua");
        test.Load("function f() for i = 1, 20 do io.popen('true') end collectgarbage() collectgarbage() KSR.say('done') end");

        Assert.Equal(KemiOutcome.Completed, test.Interpreter.Invoke("f", []));
        Assert.Equal("done", test.Said);
    }
}
