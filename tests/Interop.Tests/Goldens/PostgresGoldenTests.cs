using System.Globalization;
using System.Text.Json;
using Signalbox.Interop.Tests.Databases;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>The recordings whose rows went to PostgreSQL.</summary>
[Collection("fixed ports")]
public sealed class PostgresGoldenTests
{
    private const string RecordedUrl = "postgres://kam:x@127.0.0.1:15432/kt";
    private const string Zone = "America/New_York";

    public static TheoryData<string> Cases =>
        new(GoldenCase.Of("siptrace-db", static golden => golden.Name.StartsWith("siptrace-db/pg-", StringComparison.Ordinal)).Select(static golden => golden.Name));

    [ToolTheory("runuser", "psql"), MemberData(nameof(Cases))]
    public void Rows_in_PostgreSQL_equal_the_recording_and_have_local_time(string name)
    {
        using var database = DatabaseServer.Start(isMaria: false);
        var (code, output) = Tool.Run(60, SignalboxBinary.Path, Path.GetTempPath(), "db", "create", "--url", database.Url);
        Assert.True(code == 0, output);
        var golden = new GoldenCase(Path.Combine(GoldenCase.Root, name));
        Assert.Contains(RecordedUrl, golden.Configuration(string.Empty), StringComparison.Ordinal);
        using var server = GoldenPlay.Run(golden, look: null, text => text.Replace(RecordedUrl, database.Url, StringComparison.Ordinal), Zone);

        var rows = database.Query("select row_to_json(t) from sip_trace t order by id").Split('\n');
        Assert.Equal(GoldenRows.Recorded(golden.FileOrNull("rows.json")!), GoldenRows.FromJson(rows));
        Assert.All(rows, static row => Assert.InRange(Age(row), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(5)));
    }

    private static TimeSpan Age(string row)
    {
        var stamp = DateTime.Parse(JsonDocument.Parse(row).RootElement.GetProperty("time_stamp").GetString()!, CultureInfo.InvariantCulture);
        return TimeZoneInfo.ConvertTime(DateTime.UtcNow, TimeZoneInfo.FindSystemTimeZoneById(Zone)) - stamp;
    }
}
