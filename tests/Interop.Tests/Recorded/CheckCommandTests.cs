using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;
using Signalbox.Testing;

namespace Signalbox.Interop.Tests.Recorded;

/// <summary>
/// The command line agrees with what the loader does in the same table: <c>-c -f</c> ends with 0 or 255. A process for each row takes
/// long, so one row in ten is taken, chosen by its name.
/// </summary>
public sealed class CheckCommandTests : IDisposable
{
    private const int OneIn = 10;
    private const string Modules = "pv xlog sl tm tmx rr maxfwd textops textopsx siputils corex kex htable cfgutils sqlops cfg_rpc";
    private readonly string _folder = Directory.CreateTempSubdirectory("sbx-check-").FullName;

    public static TheoryData<TableRow> Cases => new(Sample());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Cases))]
    public void Check_ends_with_the_status_that_is_recorded(TableRow row)
    {
        var cfg = Path.Combine(_folder, "x.cfg");
        File.WriteAllText(cfg, Cfg(row), System.Text.Encoding.Latin1);

        var (status, output) = Tool.Run(30, SignalboxBinary.Path, _folder, "-c", "-f", cfg, "-Y", _folder);

        // What the peer refuses when it starts is refused here when it is checked.
        var accepted = row["check_result"] == "accept" && !row["start_result"].StartsWith("start-reject", StringComparison.Ordinal);
        Assert.True(status == (accepted ? 0 : 255), $"{row.Location} {row["id"]}: status {status}, wanted {row["check_result"]} {row["message"]} {row["start_result"]}\n{row["snippet"]}\n{output}");
    }

    [Fact]
    public void The_sample_has_accepted_and_refused_rows_of_both_places()
    {
        var kinds = Sample().Select(static row => (row["place"], row["check_result"])).Distinct();

        Assert.Equal(4, kinds.Count());
    }

    private static string Cfg(TableRow row)
    {
        var snippet = row["snippet"].Replace("MODDIR", "/usr/lib/kamailio/modules", StringComparison.Ordinal);
        var isBody = row["place"].StartsWith("in route", StringComparison.Ordinal);
        var modules = string.Concat(Modules.Split(' ').Select(static module => $"loadmodule \"{module}.so\"\n"));
        return modules + (isBody ? $"request_route {{\n{snippet}\n}}\n" : $"{snippet}\nrequest_route {{ exit; }}\n");
    }

    private static IEnumerable<TableRow> Sample() =>
        TableFile.Rows("Cases/load.tsv").Where(static row => Hash(row["id"]) % OneIn == 0 && !Differences.Rows.Contains(row["id"]));

    // The same in every run, unlike string.GetHashCode.
    private static uint Hash(string name) => name.Aggregate(2166136261u, static (hash, letter) => (hash ^ letter) * 16777619u);
}
