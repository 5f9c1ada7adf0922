using Signalbox.Script.Kemi;
using Signalbox.Script.Tests.Kemi;
using Xunit;

namespace Signalbox.Script.Tests.JavaScript;

public sealed class JavaScriptLimitTests
{
    private static readonly KemiLimits Tight = new() { CallbackTime = TimeSpan.FromMilliseconds(300) };

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("for (;;) { }")]
    [InlineData("for (var i = 0; i >= 0; i = 1) { }")]
    [InlineData("do { } while (true)")]
    [InlineData("while (true) { try { while (true) { } } catch (e) { } }")]
    [InlineData("while (true) try { throw 1; } catch (e) { }")]
    public void An_endless_callback_is_stopped(string loop)
    {
        using var test = new TestInterpreter("js", Tight);
        test.Load($"function f() {{ {loop} }}\nfunction g() {{ var n = 0; for (var i = 1; i <= 1000; i++) n += i; KSR.say(n); }}");

        var outcome = test.Interpreter.Invoke("f", []);

        Assert.Equal(KemiOutcomeKind.Failed, outcome.Kind);
        Assert.Contains("stopped: the callback ran longer than 300 ms", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(KemiOutcome.Completed, test.Interpreter.Invoke("g", []));
        Assert.Equal("500500", test.Said);
    }

    [Fact]
    public void A_callback_that_takes_memory_without_end_is_stopped()
    {
        using var test = new TestInterpreter("js", Tight with { CallbackTime = TimeSpan.FromMinutes(1), AllocatedBytes = 64 << 20 });
        test.Load("function f() { var a = []; while (true) a.push(new Array(1000).join('x') + a.length); }");

        Assert.Contains("stopped: the callback took more than 64 MiB", test.Interpreter.Invoke("f", []).Error, StringComparison.Ordinal);
    }
}
