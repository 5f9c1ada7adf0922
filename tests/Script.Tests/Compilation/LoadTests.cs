using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>The recordings of what the peer accepts and rejects, with the modules that the recordings had.</summary>
public sealed class LoadTests
{
    private const double MostDifferent = 0.02;

    public static TheoryData<TableRow> Cases => Compared(TableFile.Rows("Cases/load.tsv"));

    [Theory, MemberData(nameof(Cases))]
    public void Cfg_is_accepted_or_refused_as_recorded(TableRow row)
    {
        var snippet = row["snippet"].Replace("MODDIR", "/usr/lib/kamailio/modules", StringComparison.Ordinal);
        var isBody = row["place"].StartsWith("in route", StringComparison.Ordinal);
        var server = new RecordedCfg(RecordedCfg.LoadModules);

        var snapshot = server.Load(isBody ? $"request_route {{\n{snippet}\n}}" : $"{snippet}\nrequest_route {{ exit; }}");

        // What the peer refuses when it starts is refused here when it loads.
        var accepted = row["check_result"] == "accept" && !row["start_result"].StartsWith("start-reject", StringComparison.Ordinal);
        Assert.True(snapshot is not null == accepted, $"{row.Location} {row["id"]}: {snippet}\nwanted {row["check_result"]} {row["message"]} {row["start_result"]}\n{server.Report}");
    }

    [Fact]
    public void Few_rows_are_kept_different()
    {
        var rows = TableFile.Rows("Cases/load.tsv");

        var different = rows.Count(static row => Differences.Rows.Contains(row["id"]));

        Assert.True(different <= rows.Count * MostDifferent, $"{different} of {rows.Count}");
    }

    /// <summary>The rows of a table without those that docs/differences.md lists.</summary>
    private static TheoryData<TableRow> Compared(IEnumerable<TableRow> rows)
    {
        var data = new TheoryData<TableRow>();
        foreach (var row in rows.Where(static row => !Differences.Rows.Contains(row["id"])))
            data.Add(row);

        return data;
    }
}
