using Signalbox.Modules.Tests.Pv;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Modules.Tests.Scripts;

/// <summary>Statements on the message of the recordings; what they log is compared.</summary>
public sealed class StatementTests
{
    public static TheoryData<TableRow> Core => TableFile.Read("Cases/Scripts/core.tsv");

    public static TheoryData<TableRow> Variables => TableFile.Read("Cases/Scripts/pv.tsv");

    public static TheoryData<TableRow> Textops => TableFile.Read("Cases/Scripts/textops.tsv");

    public static TheoryData<TableRow> Siputils => TableFile.Read("Cases/Scripts/siputils.tsv");

    [Theory]
    [MemberData(nameof(Core))]
    public Task Core_kex_and_corex_do_what_the_table_says(TableRow row) => CompareAsync(row);

    [Theory]
    [MemberData(nameof(Variables))]
    public Task Assignments_do_what_the_table_says(TableRow row) => CompareAsync(row);

    [Theory]
    [MemberData(nameof(Textops))]
    public Task Textops_does_what_the_table_says(TableRow row) => CompareAsync(row);

    [Theory]
    [MemberData(nameof(Siputils))]
    public Task Siputils_does_what_the_table_says(TableRow row) => CompareAsync(row);

    private static async Task CompareAsync(TableRow row)
    {
        var print = row["print"];
        var statements = print.Length > 0 ? $"{row["statements"]} xlog(\"L_INFO\", \"{print}\");" : $"if ({row["statements"]}) xlog(\"L_INFO\", \"true\"); else xlog(\"L_INFO\", \"false\");";
        var lines = await PvProbe.RunAsync(statements);
        Assert.Equal(row["result"], lines.Count == 0 ? string.Empty : lines[^1]);
    }
}
