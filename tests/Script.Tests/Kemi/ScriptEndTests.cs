using Signalbox.Script.Kemi;
using Xunit;

namespace Signalbox.Script.Tests.Kemi;

public sealed class ScriptEndTests
{
    [Theory]
    [InlineData("lua", "function f() KSR.x.exit() KSR.say('after') end")]
    [InlineData("js", "function f() { KSR.x.exit(); KSR.say('after'); }")]
    public void Exit_ends_the_callback(string language, string script)
    {
        using var test = new TestInterpreter(language);
        test.Load(script);

        Assert.Equal(KemiOutcome.Exited, test.Interpreter.Invoke("f", []));

        Assert.Empty(test.Said);
        Assert.False(test.Dropped);
    }

    [Theory]
    [InlineData("lua", "function f() KSR.x.drop() KSR.say('after') end")]
    [InlineData("js", "function f() { KSR.x.drop(); KSR.say('after'); }")]
    public void Drop_marks_and_ends_the_callback(string language, string script)
    {
        using var test = new TestInterpreter(language);
        test.Load(script);

        Assert.Equal(KemiOutcome.Exited, test.Interpreter.Invoke("f", []));

        Assert.Empty(test.Said);
        Assert.True(test.Dropped);
    }

    [Theory]
    [InlineData("lua", "function f() local ok, e = pcall(KSR.x.exit) KSR.say(tostring(ok) .. '|' .. type(e) .. ':' .. e) end", "false|string:~~ksr~exit~~")]
    [InlineData("js", "function f() { try { KSR.x.exit(); } catch (e) { KSR.say(typeof e + ':' + e); } }", "string:~~ksr~exit~~")]
    public void Scripts_can_catch_exit(string language, string script, string said)
    {
        using var test = new TestInterpreter(language);
        test.Load(script);

        Assert.Equal(KemiOutcome.Completed, test.Interpreter.Invoke("f", []));

        Assert.Equal(said, test.Said);
    }

    [Theory]
    [InlineData("lua")]
    [InlineData("js")]
    public void A_missing_function_is_told_apart_from_a_failing_one(string language)
    {
        using var test = new TestInterpreter(language);

        Assert.False(test.Interpreter.HasFunction("f"));
        Assert.Equal(KemiOutcome.Missing, test.Interpreter.Invoke("f", []));
    }

    [Theory]
    [InlineData("lua", "local a = 1\nfunction f()\n  local x\n  x.y = 1\nend\n", "/etc/s.lua:4: attempt to index a nil value (local 'x')")]
    [InlineData("lua", "function f()\n  error('boom')\nend\n", "/etc/s.lua:2: boom")]
    [InlineData("lua", "function f()\n  error({})\nend\n", "(error object is a table value)")]
    [InlineData("lua", "function f()\n  KSR.m.unknown()\nend\n", "/etc/s.lua:2: attempt to call a nil value (field 'unknown')")]
    [InlineData("js", "var a = 1;\nfunction f() {\n  throw new Error('boom');\n}\n", "/etc/s.lua:3: Error: boom")]
    [InlineData("js", "function f() {\n  throw 'boom';\n}\n", "/etc/s.lua:2: boom")]
    [InlineData("js", "function f() {\n  KSR.m.unknown();\n}\n", "/etc/s.lua:2: TypeError: 'KSR.m.unknown' is not a function")]
    public void A_script_error_names_file_and_line(string language, string script, string error)
    {
        using var test = new TestInterpreter(language);
        test.Load(script, "/etc/s.lua");

        Assert.Equal(error, KemiText.WithoutStack(test.Interpreter.Invoke("f", []).Error));
    }

    [Theory]
    [InlineData("lua", "local a = 1\nfunction f(\n", "s.lua:3: <name> or '...' expected near <eof>")]
    [InlineData("js", "var a = 1;\nfunction f( {\n", "s.lua:2: SyntaxError: Expected identifier but found '{'")]
    [InlineData("lua", "local a = 1\nnope()\n", "s.lua:2: attempt to call a nil value (global 'nope')")]
    [InlineData("js", "var a = 1;\nnope();\n", "s.lua:2: ReferenceError: nope is not defined.")]
    public void A_broken_script_is_refused_with_file_and_line(string language, string script, string error)
    {
        using var test = new TestInterpreter(language);

        Assert.Equal(error, test.Interpreter.Load(new KemiSource("s.lua", script)));
    }

    [Fact]
    public void A_path_that_Lua_would_cut_is_shown_whole()
    {
        using var test = new TestInterpreter("lua");
        var path = $"/etc/{new string('d', 80)}/s.lua";

        Assert.Equal($"{path}:1: unexpected symbol near <eof>", test.Interpreter.Load(new KemiSource(path, "x =")));
    }

    [Theory]
    [InlineData("lua", "function inner() KSR.x.exit() end\nfunction f() KSR.m.again() KSR.say('on') end")]
    [InlineData("js", "function inner() { KSR.x.exit(); }\nfunction f() { KSR.m.again(); KSR.say('on'); }")]
    public void A_callback_may_run_inside_another(string language, string script)
    {
        using var test = new TestInterpreter(language);
        test.Load(script);

        Assert.Equal(KemiOutcome.Completed, test.Interpreter.Invoke("f", []));

        Assert.Equal(KemiOutcome.Exited, test.Nested);
        Assert.Equal("on", test.Said);
    }

    [Theory]
    [InlineData("lua", "function inner()\n  KSR.m.again()\nend\nfunction f()\n  inner()\nend\n")]
    [InlineData("lua", "function f()\n  KSR.m.again() end\n")]
    [InlineData("js", "function inner() {\n  KSR.m.again();\n}\nfunction f() {\n  inner();\n}\n")]
    public void The_line_of_a_call_is_known_while_it_runs(string language, string script)
    {
        using var test = new TestInterpreter(language);
        test.Load(script, "/etc/signalbox/s.txt");
        var place = string.Empty;
        test.InsideAgain = () => place = test.Interpreter.Place();

        test.Interpreter.Invoke("f", []);

        Assert.Equal("s.txt:2", place);
    }

    [Theory]
    [InlineData("lua", "function f(e) KSR.say(e) end")]
    [InlineData("js", "function f(e) { KSR.say(e); }")]
    public void Event_callbacks_get_the_name_as_text(string language, string script)
    {
        using var test = new TestInterpreter(language);
        test.Load(script);

        test.Interpreter.Invoke("f", ["sipdump:msg"]);

        Assert.Equal("sipdump:msg", test.Said);
    }
}
