using FsCheck;
using FsCheck.Fluent;
using Signalbox.Script.Tests.Parsing;
using Xunit;

namespace Signalbox.Script.Tests.Properties;

/// <summary>Printed syntax parses to the same syntax: of generated scripts, of everything in the corpus, and of what is left of damaged files.</summary>
public sealed class PrintPropertyTests
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();

    [Fact]
    public void Generated_programs_print_and_parse_the_same() => Check(500, static seed => new ProgramModel(seed).Cfg);

    [Fact]
    public void Generated_expressions_print_and_parse_the_same() => Check(500, static seed =>
    {
        var random = new Random(seed);
        return $"request_route {{ if ({new ExpressionModel(random).Make(random.Next(1, 6)).Cfg}) exit; }}";
    });

    [Fact]
    public void Everything_in_the_corpus_prints_and_parses_the_same()
    {
        foreach (var text in FuzzCorpus.Texts)
            Verify(text, "corpus");
    }

    [Fact]
    public void What_is_left_of_damaged_files_prints_and_parses_the_same() => Check(500, static seed => new CfgMutator(FuzzCorpus.Texts, seed).Next());

    private static void Check(int count, Func<int, string> make) =>
        Prop.ForAll(Seeds, seed => Verify(make(seed), $"seed {seed}")).Check(Config.QuickThrowOnFailure.WithMaxTest(count));

    private static void Verify(string text, string name)
    {
        var first = Parsed.Text(text);
        if (first.Diagnostics.HasErrors)
            return;

        var printed = first.Config.ToString();
        var second = Parsed.Text(printed);

        Assert.True(!second.Diagnostics.HasErrors, $"{name}: {text}\n--- printed\n{printed}\n{second.Report}");
        Assert.True(SyntaxShape.Of(first.Config) == SyntaxShape.Of(second.Config), $"{name}: {text}\n--- printed\n{printed}\n--- printed again\n{second.Config}");
    }
}
