using Signalbox.Engine.Diagnostics;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>Core parameters: which forms of a value each takes, recorded with the peer, and what surrounds them.</summary>
public sealed class CoreParameterTests
{
    private static readonly (string Column, string Value)[] Forms =
    [
        ("number", "1"), ("negative", "-1"), ("text", "\"x\""), ("word", "abc"), ("yes", "yes"), ("address", "1.2.3.4"), ("quoted number", "\"1\""),
    ];

    public static TheoryData<TableRow> Cases => TableFile.Read("Cases/core-parameters.tsv");

    [Theory, MemberData(nameof(Cases))]
    public void Parameter_takes_the_forms_of_the_table(TableRow row)
    {
        foreach (var (column, value) in Forms)
        {
            var findings = RecordedCfg.Check($"{row["name"]}={value}");

            var report = string.Join('\n', findings.Items.Select(static item => item.Render()));
            Assert.True(findings.HasErrors == (row[column] == "reject"), $"{row.Location}: {row["name"]}={value} wanted {row[column]}\n{report}");
        }
    }

    [Theory]
    [InlineData("memlog=5")]
    [InlineData("log_facility=LOG_LOCAL0")]
    [InlineData("enable_tls=yes")]
    [InlineData("dns_try_naptr=yes")]
    public void Ordinary_parameter_is_no_warning(string line) =>
        Assert.DoesNotContain(RecordedCfg.Check(line).Items, static item => item.Rule.Severity != Severity.Info);

    [Fact]
    public void Parameter_without_effect_says_once_why()
    {
        var note = Assert.Single(RecordedCfg.Check("memlog=5").Items);

        Assert.Equal("test.cfg:1:1: info CFG0206: the core parameter 'memlog' has no effect here: memory belongs to the runtime", note.Headline);
    }

    [Fact]
    public void Setting_of_a_newer_peer_that_asks_for_something_missing_is_refused() =>
        Assert.Equal(
            "test.cfg:1:16: error CFG0209: 'rpc_exec_delta': a setting of Kamailio 6; commands have no limit of their own here",
            RecordedCfg.Check("rpc_exec_delta=5").FirstError?.Headline);

    [Fact]
    public void First_user_wins_and_a_later_one_is_no_error() => Assert.False(RecordedCfg.Check("user=\"a\"\nuser=\"b\"").HasErrors);

    [Theory]
    [InlineData("coreparam[debug]=3", true)]
    [InlineData("coreparam[debugg]=3", false)]
    public void Generic_setter_knows_the_same_names(string line, bool accepted) => Assert.Equal(accepted, !RecordedCfg.Check(line).HasErrors);

    [Fact]
    public void Every_parameter_has_a_summary()
    {
        var settings = RecordedCfg.Catalog.Find("core-settings")!;

        Assert.All(settings.Parameters, static parameter => Assert.NotEmpty(parameter.Summary));
        Assert.Equal(settings.Parameters.Count, settings.Parameters.Select(static one => one.Name).Distinct().Count());
    }
}
