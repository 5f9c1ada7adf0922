using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Analysis;

/// <summary>What is said about files that load and are probably mistaken, and that nothing is said about those that are not.</summary>
public sealed class AnalysisTests
{
    private const string Head = """
        loadmodule "tm.so"
        loadmodule "sl.so"
        loadmodule "pv.so"
        loadmodule "xlog.so"; loadmodule "textops.so"; loadmodule "usrloc.so"; loadmodule "registrar.so"

        """;

    public static TheoryData<TableRow> Cases => TableFile.Read("Cases/analysis.tsv");

    [Theory, MemberData(nameof(Cases))]
    public void Probable_mistakes_are_reported_in_their_place(TableRow row)
    {
        var found = HollowCatalog.Check(Head + row["cfg"]);

        var places = HollowCatalog.Places(found.Items).Replace('\n', ',');
        Assert.True(places == row["findings"], $"{row.Location}: {row["cfg"]}\nwanted {row["findings"]}\nfound  {places}\n{HollowCatalog.Report(found)}");
    }

    [Fact]
    public void Nothing_new_is_said_about_the_peers_sample()
    {
        const string sample = "/etc/kamailio/kamailio.cfg";
        if (!File.Exists(sample))
            return;

        var found = HollowCatalog.CheckFile(sample);

        Assert.DoesNotContain(found.Items, static item => item.Rule.Id is "CFG0280" or "CFG0281" or "CFG0282" or "CFG0283");
    }
}
