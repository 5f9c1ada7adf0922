using Signalbox.Engine.Diagnostics;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Analysis;

/// <summary>One mistake is one error: it hides no later one and makes no noise around it.</summary>
public sealed class RecoveryTests
{
    public static TheoryData<TableRow> Cases => TableFile.Read("Cases/recovery.tsv");

    [Theory, MemberData(nameof(Cases))]
    public void A_mistake_is_one_error_and_later_ones_are_found(TableRow row)
    {
        var snippet = row["snippet"];
        var (top, body) = row["place"] == "top" ? (snippet, "force_rport();") : (string.Empty, snippet);
        var found = HollowCatalog.Check($$"""
            loadmodule "tm.so"
            loadmodule "pv.so"
            loadmodule "xlog.so"
            loadmodule "textops.so"
            {{top}}
            request_route {
                {{body}}
                nosuch_first();
            }

            route[LATER] {
                nosuch_second();
            }
            """);

        var errors = found.Items.Where(static item => item.Rule.Severity == Severity.Error).Select(static item => item.Rule.Id);
        string[] wanted = row["later"] == "hidden" ? [row["id"]] : [row["id"], "CFG0220", "CFG0220"];
        Assert.True(errors.Order(StringComparer.Ordinal).SequenceEqual(wanted.Order(StringComparer.Ordinal)), $"{row.Location}: {snippet}\n{HollowCatalog.Report(found)}");
    }
}
