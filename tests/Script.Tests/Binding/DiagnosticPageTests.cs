using System.Globalization;
using System.Reflection;
using System.Text;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Analysis;
using Signalbox.Script.Binding;
using Signalbox.Script.Parsing;
using Signalbox.Script.Text;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Binding;

/// <summary>Each diagnostic of the cfg language has an id of its own and a page in docs/diagnostics, written from Cases/diagnostics.tsv.</summary>
public sealed class DiagnosticPageTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Golden.SourceFolder(), "../../../docs/diagnostics"));

    private static IReadOnlyList<DiagnosticRule> Rules { get; } =
    [
        .. new[] { typeof(TextRules), typeof(SyntaxRules), typeof(BindingRules), typeof(AnalysisRules), typeof(ReloadRules) }
            .SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(static field => (DiagnosticRule)field.GetValue(null)!)
            .OrderBy(static rule => rule.Id, StringComparer.Ordinal),
    ];

    [Fact]
    public void Ids_are_unique() => Assert.Equal(Rules.Count, Rules.Select(static rule => rule.Id).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Every_rule_has_its_page()
    {
        var rows = TableFile.Rows("Cases/diagnostics.tsv").ToDictionary(static row => row["id"], StringComparer.Ordinal);
        foreach (var rule in Rules)
        {
            Assert.True(rows.ContainsKey(rule.Id), $"Cases/diagnostics.tsv has no row for {rule.Id}");
            Golden.Verify(Path.Combine(Folder, $"{rule.Id}.md"), Page(rule, rows[rule.Id]));
        }
    }

    [Fact]
    public void The_index_lists_every_rule()
    {
        var page = new StringBuilder("# Diagnostics of the cfg language\n\n`signalbox check FILE` shows all of them in one run.\n\n| id | severity | message |\n| --- | --- | --- |\n");
        foreach (var rule in Rules)
            page.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}]({rule.Id}.md) | {Severity(rule)} | {Shown(rule).Replace("|", "\\|", StringComparison.Ordinal)} |\n");

        Golden.Verify(Path.Combine(Folder, "README.md"), page.ToString());
    }

    private static string Page(DiagnosticRule rule, TableRow row)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {rule.Id}: {Shown(rule)}\n\nSeverity: {Severity(rule)}\n\n{row["meaning"]}\n");
        if (row["wrong"].Length > 0)
            page.Append(CultureInfo.InvariantCulture, $"\nReported for:\n\n```\n{row["wrong"]}\n```\n");

        if (row["right"].Length > 0)
            page.Append(CultureInfo.InvariantCulture, $"\nInstead:\n\n```\n{row["right"]}\n```\n");

        return page.ToString();
    }

    private static string Severity(DiagnosticRule rule) => rule.Severity.ToString().ToLowerInvariant();

    private static string Shown(DiagnosticRule rule) => string.Format(CultureInfo.InvariantCulture, rule.Format, "...", "...", "...", "...");
}
