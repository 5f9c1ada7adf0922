using Signalbox.Script.Kemi;
using Xunit;

namespace Signalbox.Script.Tests.Kemi;

public sealed class CallingConventionTests
{
    [Theory]
    // what the script writes, what the function receives (spec: kemi.md §3)
    [InlineData("KSR.sl.send_reply(200, 'OK')", "int:200,str:OK")]
    [InlineData("KSR.sl.send_reply('5', 'OK')", "int:5,str:OK")]
    [InlineData("KSR.sl.send_reply('abc', 'OK')", "int:0,str:OK")]
    [InlineData("KSR.sl.send_reply(200.7, 12)", "int:200,str:12")]
    [InlineData("KSR.sl.send_reply(200, 1.5)", "int:200,str:1.5")]
    [InlineData("KSR.sl.send_reply(200, 10/2)", "int:200,str:5")]
    [InlineData("KSR.sl.send_reply(200, NIL)", "int:200,str:")]
    [InlineData("KSR.sl.send_reply(200, 'OK', 'more')", "int:200,str:OK")]
    public void Arguments_convert_to_the_declared_types(string call, string received)
    {
        foreach (var language in new[] { "lua", "js" })
        {
            using var test = new TestInterpreter(language);
            test.Load($"function f() {Braces(language, call.Replace("NIL", language == "lua" ? "nil" : "null", StringComparison.Ordinal))}");

            Assert.Equal(KemiOutcome.Completed, test.Interpreter.Invoke("f", []));

            Assert.Equal(received, Assert.Single(test.Reply.Calls));
            Assert.Empty(test.Errors);
        }
    }

    [Theory]
    [InlineData("lua", "KSR.m.yes()", "boolean:true")]
    [InlineData("lua", "KSR.m.no()", "boolean:false")]
    [InlineData("lua", "KSR.m.minus()", "number:-1")]
    [InlineData("lua", "KSR.m.text()", "string:caf\u00e9")]
    [InlineData("lua", "KSR.m.bytes()", "string:INVITE")]
    [InlineData("lua", "KSR.m.nothing()", "nil:nil")]
    [InlineData("lua", "KSR.m.big()", "number:1099511627776")]
    [InlineData("lua", "KSR.log('x')", "boolean:false")]
    [InlineData("lua", "KSR.rtpproxy", "nil:nil")]
    [InlineData("lua", "KSR.m.unknown", "nil:nil")]
    [InlineData("js", "KSR.m.yes()", "boolean:true")]
    [InlineData("js", "KSR.m.no()", "boolean:false")]
    [InlineData("js", "KSR.m.minus()", "number:-1")]
    [InlineData("js", "KSR.m.text()", "string:caf\u00e9")]
    [InlineData("js", "KSR.m.bytes()", "string:INVITE")]
    [InlineData("js", "KSR.m.nothing()", "object:null")]
    [InlineData("js", "KSR.m.big()", "number:1099511627776")]
    [InlineData("js", "KSR.log('x')", "boolean:false")]
    [InlineData("js", "KSR.rtpproxy", "undefined:undefined")]
    [InlineData("js", "KSR.m.unknown", "undefined:undefined")]
    public void Results_have_the_type_the_language_expects(string language, string expression, string shown)
    {
        using var test = new TestInterpreter(language);
        test.Load(language == "lua"
            ? $"function f() local v = {expression} KSR.say(type(v) .. ':' .. tostring(v)) end"
            : $"function f() {{ var v = {expression}; KSR.say(typeof v + ':' + v); }}");

        Assert.Equal(KemiOutcome.Completed, test.Interpreter.Invoke("f", []));

        Assert.Equal(shown, test.Said);
    }

    [Theory]
    [InlineData("lua", "KSR.sl.send_reply()", "boolean:false", "invalid number of parameters for: sl.send_reply")]
    [InlineData("lua", "KSR.sl.send_reply(200)", "boolean:false", "not enough parameters for: sl.send_reply")]
    [InlineData("lua", "KSR.sl.send_reply(1,2,3,4,5,6,7)", "boolean:false", "too many parameters for: sl.send_reply")]
    [InlineData("lua", "KSR.say({})", "boolean:false", "argument 1 of say is neither text nor a number")]
    [InlineData("lua", "KSR.m.breaks()", "boolean:false", "m.breaks failed: inside")]
    [InlineData("js", "KSR.sl.send_reply()", "boolean:false", "invalid number of parameters for: sl.send_reply")]
    [InlineData("js", "KSR.sl.send_reply(1,2,3,4,5,6,7)", "boolean:false", "too many parameters for: sl.send_reply")]
    [InlineData("js", "KSR.m.breaks()", "boolean:false", "m.breaks failed: inside")]
    public void A_refused_call_gives_false_and_an_error_line(string language, string call, string shown, string error)
    {
        using var test = new TestInterpreter(language);
        test.Load(language == "lua"
            ? $"function f() local v = {call} KSR.say(type(v) .. ':' .. tostring(v)) end"
            : $"function f() {{ var v = {call}; KSR.say(typeof v + ':' + v); }}");

        Assert.Equal(KemiOutcome.Completed, test.Interpreter.Invoke("f", []));

        Assert.Equal(shown, test.Said);
        Assert.Equal(error, Assert.Single(test.Errors));
    }

    [Fact]
    public void In_JavaScript_too_few_arguments_throw_a_RangeError()
    {
        using var test = new TestInterpreter("js");
        test.Load("function f() { try { KSR.sl.send_reply(200); } catch (e) { KSR.say('' + e); } }");

        Assert.Equal(KemiOutcome.Completed, test.Interpreter.Invoke("f", []));

        Assert.Equal("RangeError: invalid stack index 1", test.Said);
    }

    private static string Braces(string language, string body) => language == "lua" ? $"{body} end" : $"{{ {body}; }}";
}
