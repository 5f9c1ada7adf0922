using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>The recordings of what the peer accepts and rejects, as far as no other module's names are needed.</summary>
public sealed class LoadTests
{
    private static readonly string[] NamesMissing = ["CFG0201", "CFG0203", "CFG0207", "CFG0220", "CFG0221", "CFG0226", "CFG0228", "CFG0239"];

    // Refused or accepted on purpose where the peer does otherwise; docs/differences.md has the reasons.
    private static readonly HashSet<string> OnPurpose = new(StringComparer.Ordinal)
    {
        // More is accepted: an expression where the peer wants a constant, names of the newest peer, settings without effect here.
        "load_063", "load_068", "load_097", "load_324", "load_332", "load_333", "load_364", "load_365", "load_378", "load_380", "load_381",
        "load_389", "load_402", "load_471", "load_473", "load_492", "load_501", "load_509", "load_520",

        // Less is accepted: undefined routes, names of hosts as source addresses, SCTP.
        "load_112", "load_190", "load_367",

        // Checked by the module that has the function or variable.
        "load_064", "load_070", "load_077", "load_109", "load_121", "load_122",
    };

    public static TheoryData<TableRow> Cases => TableFile.Read("Cases/load.tsv");

    [Theory, MemberData(nameof(Cases))]
    public void Cfg_is_accepted_or_refused_as_recorded(TableRow row)
    {
        var snippet = row["snippet"];
        if (OnPurpose.Contains(row["id"]) || snippet.Contains("MODDIR", StringComparison.Ordinal))
            return;

        var probe = new Probe();
        const string head = "loadmodule \"probe.so\"\nloadmodule \"tm.so\"\n";
        var isBody = row["place"].StartsWith("in route", StringComparison.Ordinal);
        var cfg = isBody ? $"{head}request_route {{\n{snippet}\n}}" : $"{head}\n{snippet}\nrequest_route {{ exit; }}";

        var snapshot = probe.Load(cfg);

        if (probe.Diagnostics.Items.Any(static item => NamesMissing.Contains(item.Rule.Id)))
            return;

        var accepted = row["check_result"] == "accept" && !row["start_result"].StartsWith("start-reject", StringComparison.Ordinal);
        Assert.True(snapshot is not null == accepted, $"{row.Location} {row["id"]}: {snippet}\nwanted {row["check_result"]} {row["message"]} {row["start_result"]}\n{probe.Report}");
    }
}
