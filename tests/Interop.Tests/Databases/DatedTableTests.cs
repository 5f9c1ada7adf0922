using System.Globalization;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Databases;

/// <summary>Tables with a date in their names go when their day is too long past, in real database servers.</summary>
public sealed class DatedTableTests : IDisposable
{
    private readonly string _spill = Directory.CreateTempSubdirectory("sbx-spill-").FullName;

    public void Dispose() => Directory.Delete(_spill, recursive: true);

    [ToolTheory("runuser", "psql", "mariadbd", "mariadb")]
    [InlineData(false, "db_postgres")]
    [InlineData(true, "db_mysql")]
    public void Tables_of_old_days_that_were_made_here_are_dropped_and_no_others(bool isMaria, string driver)
    {
        using var database = DatabaseServer.Start(isMaria);
        database.Query("create table sip_capture_20200101 (msg text)");
        var today = DateTime.UtcNow;
        DateTime[] days = [today.AddDays(-40), today.AddDays(-11), today.AddDays(-9), today];
        using (var server = Start(database, driver))
        {
            using var feeder = new HepFeeder(server.Port);
            foreach (var day in days)
                feeder.Send("alice", day);

            WaitFor(database, days.Select(NameOf), "one after the other they are made");
            server.Stop();
        }

        using (var server = Start(database, driver, $"modparam(\"{driver}\", \"retention_days\", 10)"))
        {
            using var feeder = new HepFeeder(server.Port);
            WaitFor(database, days[2..].Select(NameOf), "the old ones go");

            // Late rows make their table again, and it gets larger than a MiB.
            for (var i = 0; i < 3_000; i++)
                feeder.Send("alice", days[0]);

            WaitFor(database, [NameOf(days[0]), .. days[2..].Select(NameOf)], "late rows have their table");
            server.Stop();
        }

        database.Query($"analyze {(isMaria ? "table " : string.Empty)}{NameOf(days[0])}");
        using (var server = Start(database, driver, $"modparam(\"{driver}\", \"retention_size\", 1)"))
        {
            WaitFor(database, days[2..].Select(NameOf), "the oldest goes and the rest is small enough");
            server.Stop();
        }

        Assert.Equal("0", database.Query("select count(*) from sip_capture_20200101"));
    }

    private static string NameOf(DateTime day) => "sip_capture_" + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static void WaitFor(DatabaseServer database, IEnumerable<string> tables, string what)
    {
        var wanted = string.Join('\n', tables.Append("sip_capture_20200101").Order(StringComparer.Ordinal));
        var found = string.Empty;
        for (var i = 0; i < 200 && found != wanted; i++)
        {
            Thread.Sleep(i == 0 ? 0 : 100);
            found = database.Query("select table_name from information_schema.tables where table_name like 'sip\\_capture\\_2%' order by table_name");
        }

        Assert.True(found == wanted, $"{what}: found {found}, expected {wanted}");
    }

    private RunningServer Start(DatabaseServer database, string driver, string parameters = "")
    {
        var cfg = Path.Combine(_spill, "dated.cfg");
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "capture-store.cfg"))
            .Replace("STORE_MODULE", driver, StringComparison.Ordinal)
            .Replace("modparam(\"sipcapture\", \"db_url\"", parameters + "\nmodparam(\"sipcapture\", \"table_name\", \"sip_capture_%Y%m%d\")\nmodparam(\"sipcapture\", \"db_url\"", StringComparison.Ordinal);
        File.WriteAllText(cfg, text);
        return RunningServer.Start(
            cfg, "-A", $"STORE_DB=\"{database.Url}\"", "-A", $"SPILL_FOLDER=\"{Path.Combine(_spill, "rows")}\"", "-A", "SPILL_SIZE=100");
    }
}
