using Signalbox.Modules.Tests.Scripts;

namespace Signalbox.Modules.Tests.Statistics;

public sealed class StatisticsTests
{
    private const string Load = "loadmodule \"statistics.so\"\nmodparam(\"statistics\", \"variable\", \"reg\")\nmodparam(\"statistics\", \"variable\", \"keep/no_reset\")\n";

    [Fact]
    public async Task Statistics_count_and_are_put_back_as_declared() => Assert.Equal(
        ["1 5", "1 3", "1 1", "1 4", "1 0", "1 1", "-1"],
        await CfgProbe.RunAsync(
            Load,
            "update_stat(\"reg\", \"+5\"); xlog(\"$rc $stat(reg)\"); update_stat(\"reg\", \"-2\"); xlog(\"$rc $stat(reg)\"); update_stat(\"keep\", \"1\"); xlog(\"$rc $stat(keep)\");"
            + "$var(x) = \"reg\"; update_stat(\"$var(x)\", \"+1\"); xlog(\"$rc $stat(script:reg)\"); reset_stat(\"reg\"); xlog(\"$rc $stat(reg)\"); reset_stat(\"keep\"); xlog(\"$rc $stat(keep)\");"
            + "$var(x) = \"nosuch\"; reset_stat(\"$var(x)\"); xlog(\"$rc\");"));

    [Theory]
    [InlineData("", "update_stat(\"nosuch\", \"1\");", "there is no statistic 'nosuch'")]
    [InlineData("", "update_stat(\"reg\", \"x\");", "expected a number")]
    [InlineData("modparam(\"statistics\", \"variable\", \"/no_reset\")", "exit;", "expected name or name/no_reset")]
    public async Task What_cannot_work_is_refused_at_the_start(string parameters, string statement, string message) =>
        Assert.Contains(message, await CfgProbe.RefusalAsync(Load + parameters, statement), StringComparison.Ordinal);
}
