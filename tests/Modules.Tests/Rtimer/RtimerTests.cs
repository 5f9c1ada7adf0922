using Signalbox.Modules.Rtimer;
using Signalbox.Modules.Tests.Scripts;

namespace Signalbox.Modules.Tests.Rtimer;

public sealed class RtimerTests
{
    [Theory]
    [InlineData("name=ta;interval=10;mode=1;", "ta", 10_000)]
    [InlineData("name=tb", "tb", 7_000)]
    [InlineData("interval=100000u;name=tc", "tc", 100)]
    public void A_declaration_is_read(string text, string name, int milliseconds)
    {
        var timer = ScriptTimer.Parse(text, 7, out var error);
        Assert.Null(error);
        Assert.Equal((name, (double)milliseconds), (timer!.Name, timer.Interval.TotalMilliseconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("interval=1")]
    [InlineData("name=a;interval=0")]
    [InlineData("name=a;interval=x")]
    [InlineData("name=a;interval=999999999999")]
    [InlineData("name=a;interval=1u")]
    [InlineData("name=a;what=1")]
    [InlineData("name=a;mode=2")]
    public void A_declaration_that_makes_no_sense_is_refused(string text) => Assert.Null(ScriptTimer.Parse(text, 7, out _));

    [Theory]
    [InlineData("modparam(\"rtimer\", \"exec\", \"timer=x;route=R\")", "there is no timer 'x'")]
    [InlineData("modparam(\"rtimer\", \"timer\", \"name=x\")\nmodparam(\"rtimer\", \"exec\", \"timer=x;route=R\")", "there is no route[R]")]
    [InlineData("modparam(\"rtimer\", \"timer\", \"name=x\")\nmodparam(\"rtimer\", \"timer\", \"name=x\")", "there are two timers 'x'")]
    [InlineData("modparam(\"rtimer\", \"exec\", \"x\")", "expected timer=NAME;route=NAME")]
    public async Task What_cannot_work_is_refused_at_the_start(string parameters, string message) =>
        Assert.Contains(message, await CfgProbe.RefusalAsync($"loadmodule \"rtimer.so\"\n{parameters}", "exit;"), StringComparison.Ordinal);
}
