using Signalbox.Script.Kemi;
using Signalbox.Script.Tests.Kemi;
using Xunit;

namespace Signalbox.Script.Tests.Lua;

public sealed class Lua51Tests
{
    [Theory]
    [InlineData("select('#', unpack({1, 2, 3}))", "3")]
    [InlineData("loadstring('return 7')()", "7")]
    [InlineData("table.getn({4, 5})", "2")]
    [InlineData("table.maxn({[10] = 1})", "10")]
    [InlineData("math.pow(2, 3)", "8")]
    [InlineData("math.mod(7, 4)", "3")]
    [InlineData("string.gfind('a b', '%a')()", "a")]
    [InlineData("getfenv(1) == _G and 'globals' or 'other'", "globals")]
    [InlineData("setfenv(function() return answer end, {answer = 42})()", "42")]
    public void What_Lua_5_1_scripts_use_is_there(string expression, string said)
    {
        using var test = new TestInterpreter("lua");
        test.Load($"function f() KSR.say({expression}) end");

        Assert.Equal(KemiOutcome.Completed, test.Interpreter.Invoke("f", []));

        Assert.Equal(said, test.Said);
    }

    [Fact]
    public void A_file_may_begin_with_an_interpreter_line()
    {
        using var test = new TestInterpreter("lua");

        Assert.Null(test.Interpreter.Load(new KemiSource("s.lua", "#!/usr/bin/lua\nx = 1\n")));
    }

    [Fact]
    public void A_second_load_keeps_the_globals()
    {
        using var test = new TestInterpreter("lua");
        test.Load("count = (count or 0) + 1\nfunction f() KSR.say(count) end");
        test.Load("count = (count or 0) + 1");

        test.Interpreter.Invoke("f", []);

        Assert.Equal("2", test.Said);
    }
}
