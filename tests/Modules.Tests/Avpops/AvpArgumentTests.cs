using Signalbox.Engine.Hosting;
using Signalbox.Modules.Avpops;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Avpops;

public sealed class AvpArgumentTests
{
    public static TheoryData<TableRow> Refused => TableFile.Read("Cases/Avpops/refused.tsv");

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_wrong_argument_is_refused_when_the_cfg_loads(TableRow row)
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource($"loadmodule \"pv.so\"\nloadmodule \"avpops.so\"\nrequest_route {{ {row["call"]}; exit; }}\n", engine.Services);

        var refusal = await Assert.ThrowsAsync<EngineStartException>(() => engine.StartAsync(source));

        Assert.Contains(row["message"], refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a*c", "abbc", true)]
    [InlineData("a*c", "abcd", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[!a-c]x", "bx", false)]
    [InlineData("[", "[", true)]
    [InlineData("[]]x", "]x", true)]
    [InlineData("a\\*", "a*", true)]
    [InlineData("a\\*", "ab", false)]
    [InlineData("a\\", "a\\", true)]
    [InlineData("*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    public void Shell_patterns_match_whole_texts(string pattern, string text, bool matches) =>
        Assert.Equal(matches, ShellPattern.IsMatch(System.Text.Encoding.Latin1.GetBytes(pattern), System.Text.Encoding.Latin1.GetBytes(text)));
}
