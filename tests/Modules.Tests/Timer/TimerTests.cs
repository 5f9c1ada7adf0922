using Signalbox.Modules.Tests.Scripts;
using Signalbox.Modules.Timer;

namespace Signalbox.Modules.Tests.Timer;

public sealed class TimerTests
{
    [Theory]
    [InlineData("a=R,1000,enable", true)]
    [InlineData("a=R,1000", false)]
    [InlineData("a=R, 1000, fast", false)]
    public void A_declaration_is_read(string text, bool isEnabled)
    {
        var timer = DeclaredTimer.Parse(text, out var error);
        Assert.Null(error);
        Assert.Equal(("a", "R", 1000.0, isEnabled), (timer!.Name, timer.Route, timer.Interval.TotalMilliseconds, timer.IsEnabled));
    }

    [Theory]
    [InlineData("modparam(\"timer\", \"declare_timer\", \"a\")", "expected name=ROUTE")]
    [InlineData("modparam(\"timer\", \"declare_timer\", \"a=R,0\")", "expected name=ROUTE")]
    [InlineData("modparam(\"timer\", \"declare_timer\", \"a=R,5,what\")", "expected name=ROUTE")]
    [InlineData("modparam(\"timer\", \"declare_timer\", \"a=R,5\")", "there is no route[R]")]
    [InlineData("modparam(\"timer\", \"declare_timer\", \"a=R,5\")\nmodparam(\"timer\", \"declare_timer\", \"a=R,5\")", "there are two timers 'a'")]
    public async Task What_cannot_work_is_refused_at_the_start(string parameters, string message) =>
        Assert.Contains(message, await CfgProbe.RefusalAsync($"loadmodule \"timer.so\"\n{parameters}", "exit;"), StringComparison.Ordinal);

    [Fact]
    public async Task A_timer_that_nobody_declared_is_not_switched() =>
        Assert.Equal(["-1"], await CfgProbe.RunAsync("loadmodule \"timer.so\"", "timer_enable(\"x\", 1); xlog(\"$rc\");"));
}
