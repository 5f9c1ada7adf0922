using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Signalbox.Script.Tests.Compilation;
using Xunit;

namespace Signalbox.Script.Tests.Properties;

/// <summary>What the compiler makes of generated scripts against a second reading of the specification that shares no code with it.</summary>
public sealed class LanguagePropertyTests
{
    private const string Head = "loadmodule \"probe\"\nloadmodule \"tm\"\n";
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();

    [Fact]
    public void Expressions_have_the_value_of_the_specification()
    {
        var loaded = 0;
        var refused = 0;
        Check(1_000, seed =>
        {
            var random = new Random(seed);
            var model = new ExpressionModel(random);
            var (cfg, value) = model.Make(random.Next(1, 5));

            // A plain assignment shows the code of a call itself; the programs have that.
            if (cfg.StartsWith("strange(", StringComparison.Ordinal))
                return string.Empty;

            var probe = new Probe();
            var snapshot = probe.Load($"{Head}request_route {{ {ExpressionModel.Setup} $avp(r) = {cfg}; kind(); }}");
            if (snapshot is null)
            {
                // Constants of the wrong type are refused when the file loads; LoadTests has the recordings of that.
                refused++;
                return probe.Diagnostics.Items.All(static item => item.Rule.Id is "CFG0232" or "CFG0238") ? string.Empty : $"{cfg}\n{probe.Report}";
            }

            loaded++;
            probe.Run(snapshot);
            var result = value();
            var wanted = model.Failed ? "null" : result switch { null => "null", long number => $"int {number}", _ => $"str [{result}]" };
            return probe.Output == wanted ? string.Empty : $"{cfg}\nwanted {wanted}\ngot    {probe.Output}\n{string.Join('\n', probe.Log.Lines)}";
        });
        Assert.True(loaded > refused / 2, $"{loaded} loaded, {refused} refused");
    }

    [Fact]
    public void Programs_do_what_the_specification_says() => Check(1_000, seed =>
    {
        var model = new ProgramModel(seed);
        var probe = new Probe();
        var snapshot = probe.Load(Head + model.Cfg);
        if (snapshot is null)
            return $"{model.Cfg}\n{probe.Report}";

        var result = probe.Run(snapshot);
        var (printed, wantedEnd) = model.Run();
        var end = result.Drop ? "drop" : result.Exit ? "exit" : result.Code.ToString(CultureInfo.InvariantCulture);
        return probe.Output == printed && end == wantedEnd
            ? string.Empty
            : $"{model.Cfg}\nwanted {wantedEnd}\n{printed}\ngot {end}\n{probe.Output}\n{string.Join('\n', probe.Log.Lines)}";
    });

    /// <summary>Runs a property that gives back what is wrong, or nothing.</summary>
    private static void Check(int count, Func<int, string> property) =>
        Prop.ForAll(Seeds, seed =>
        {
            var problem = property(seed);
            Assert.True(problem.Length == 0, $"seed {seed}: {problem}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count));
}
