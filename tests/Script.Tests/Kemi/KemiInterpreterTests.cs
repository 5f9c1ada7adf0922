using Signalbox.Engine.Routing;
using Signalbox.Script.Kemi;
using Xunit;

namespace Signalbox.Script.Tests.Kemi;

public sealed class KemiInterpreterTests
{
    [Fact]
    public void A_second_thread_is_refused_while_a_callback_runs()
    {
        using var test = new TestInterpreter("lua");
        var inside = default(KemiOutcome);
        test.Load("function outer() KSR.m.again() end\nfunction inner() end");
        test.InsideAgain = () =>
        {
            var other = new Thread(() => inside = test.Interpreter.Invoke(new RoutingContext(), "inner", []));
            other.Start();
            other.Join();
        };

        var outcome = test.Interpreter.Invoke(new RoutingContext(), "outer", []);

        Assert.Equal(KemiOutcomeKind.Completed, outcome.Kind);
        Assert.Equal(KemiOutcome.Failed("the interpreter of this worker has ended or is in use by another thread"), inside);
    }

    [Fact]
    public void An_interpreter_retired_in_a_callback_ends_after_it()
    {
        using var test = new TestInterpreter("lua");
        test.Load("function outer() KSR.m.again() KSR.say('still here') end");
        test.InsideAgain = test.Interpreter.Retire;

        var first = test.Interpreter.Invoke(new RoutingContext(), "outer", []);
        var second = test.Interpreter.Invoke(new RoutingContext(), "outer", []);

        Assert.Equal(KemiOutcomeKind.Completed, first.Kind);
        Assert.Equal("still here", test.Said);
        Assert.Equal(KemiOutcomeKind.Failed, second.Kind);
    }
}
