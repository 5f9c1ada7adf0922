using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>Plays the recordings of the peer against the server and compares what comes out.</summary>
[Collection("fixed ports")]
public sealed class GoldenReplayTests
{
    private static readonly string[] Columns =
        ["callid", "traced_user", "msg", "method", "status", "fromip", "toip", "fromtag", "totag", "direction"];

    public static TheoryData<string> HepCases => Names("siptrace-hep", static golden => golden.FileOrNull("packets.hex") is not null);

    public static TheoryData<string> RowCases => Names("siptrace-db", static golden => golden.FileOrNull("rows.json") is not null && golden.FileOrNull("wire.txt") is not null);

    public static TheoryData<string> CopyCases => Names("siptrace-dup", static golden => golden.FileOrNull("wire.txt") is not null);

    public static TheoryData<string> RefusedCases => Names("siptrace-db", static golden => golden.Name.EndsWith("-refused", StringComparison.Ordinal));

    [Theory, MemberData(nameof(HepCases))]
    public void Hep_packets_equal_the_recording(string name)
    {
        var golden = Load(name);
        var wanted = File.ReadLines(golden.FileOrNull("packets.hex")!).Where(static line => line.Length > 0).Select(Convert.FromHexString).ToList();
        using var collector = new HepCollector();
        Play(golden, out _);
        var got = collector.Take(wanted.Count);
        Assert.Equal(Sorted(wanted.Select(HepText.Describe)), Sorted(got.Select(HepText.Describe)));
    }

    [Theory, MemberData(nameof(RowCases))]
    public void Rows_equal_the_recording(string name)
    {
        var golden = Load(name);
        Play(golden, out var rows, "sip_trace");
        Assert.Equal(Wanted(golden, "rows.json"), rows);
    }

    [Theory, MemberData(nameof(CopyCases))]
    public void Copies_and_rows_equal_the_recording(string name)
    {
        var golden = Load(name);
        var wanted = Directory.GetFiles(golden.Folder, "packet-*.raw").Select(File.ReadAllBytes).ToList();
        using var collector = new HepCollector();
        Play(golden, out var rows, golden.FileOrNull("rows.json") is null ? null : "sip_trace");
        var got = collector.Take(wanted.Count);
        Assert.Equal(Sorted(wanted.Select(HepText.DescribeAny)), Sorted(got.Select(HepText.DescribeAny)));
        if (golden.FileOrNull("rows.json") is not null)
            Assert.Equal(Wanted(golden, "rows.json"), rows);
    }

    [Theory, MemberData(nameof(RefusedCases))]
    public void A_refused_configuration_is_refused(string name)
    {
        using var server = GoldenServer.Start(Load(name));
        server.Stop();
        Assert.NotEqual(0, server.ExitCode);
        Assert.DoesNotContain("   at Signalbox", server.Log, StringComparison.Ordinal);
    }

    private static void Play(GoldenCase golden, out List<string> rows, string? table = null)
    {
        using var server = GoldenServer.Start(golden);
        Assert.False(server.HasEnded, server.Log);
        try
        {
            using var player = new WirePlayer();
            player.Play(golden.Wire);
        }
        catch (InvalidOperationException failure)
        {
            Assert.Fail($"{failure.Message}\n{server.Log}");
        }

        Thread.Sleep(150);
        server.Stop();
        rows = table is null ? [] : Stored(Path.Combine(server.WorkFolder, "work.db"), table);
    }

    private static List<string> Stored(string database, string table)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select {string.Join(',', Columns)} from {table} order by id";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(Row(column => reader.GetValue(column) switch { byte[] bytes => Encoding.Latin1.GetString(bytes), string text => text, _ => string.Empty }));

        return Sorted(rows);
    }

    private static List<string> Wanted(GoldenCase golden, string file)
    {
        var rows = new List<string>();
        foreach (var line in File.ReadLines(golden.FileOrNull(file)!).Where(static line => line.Length > 0))
        {
            var row = JsonDocument.Parse(line).RootElement;
            rows.Add(Row(column => row.GetProperty(Columns[column]).GetString() ?? string.Empty));
        }

        return Sorted(rows);
    }

    // Brackets around IPv6 addresses are ours everywhere: docs/differences.md.
    private static string Row(Func<int, string> value) => string.Join('|', Columns.Select((column, index) =>
        column == "msg" ? VaryingText.Mask(value(index)) : VaryingText.Mask(value(index)).Replace("[::1]", "::1", StringComparison.Ordinal)));

    // The order of rows that several workers write at the same moment is not fixed, their content is.
    private static List<string> Sorted(IEnumerable<string> items) => [.. items.Order(StringComparer.Ordinal)];

    private static GoldenCase Load(string name) => new(Path.Combine(GoldenCase.Root, name));

    private static TheoryData<string> Names(string group, Func<GoldenCase, bool> wanted) =>
        new(GoldenCase.Of(group, wanted).Select(static golden => golden.Name));
}
