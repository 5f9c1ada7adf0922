using System.Globalization;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Databases;

/// <summary>A capture server whose database stops, dies and comes back: no row is lost but those that are counted, none is doubled.</summary>
public sealed class StoreFaultTests : IDisposable
{
    private const string Cfg = "Cases/capture-store.cfg";
    private const int Rate = 1_000;
    private readonly string _spill = Directory.CreateTempSubdirectory("sbx-spill-").FullName;

    public void Dispose() => Directory.Delete(_spill, recursive: true);

    [ToolFact("runuser", "psql", "pgrep")]
    public void PostgreSQL_that_hangs_and_one_that_is_killed_cost_nothing()
    {
        using var database = DatabaseServer.Start(isMaria: false);
        using var server = Start(database);
        using var feeder = new HepFeeder(server.Port);
        feeder.Send(Rate, 1);

        database.Freeze(isFrozen: true);
        feeder.Send(Rate, 3);
        Assert.True(Counters(server)["spilled"] > 0);
        database.Freeze(isFrozen: false);
        feeder.Send(Rate, 1);

        database.Kill();
        feeder.Send(Rate, 2);
        database.Restart();
        feeder.Send(Rate, 1);

        Settle(server, feeder.Sent);
        Assert.Equal($"{feeder.Sent}|{feeder.Sent}", Rows(database));
        Assert.Equal(0, Counters(server)["dropped"]);
        server.Stop();
    }

    [ToolFact("runuser", "psql", "pgrep")]
    public void Signalbox_that_is_killed_while_rows_are_on_the_disk_brings_them_with_its_next_start()
    {
        using var database = DatabaseServer.Start(isMaria: false);
        int sent;
        using (var server = Start(database))
        {
            using var feeder = new HepFeeder(server.Port);
            feeder.Send(Rate, 0.5);
            database.Kill();
            feeder.Send(Rate, 1.5);
            sent = feeder.Sent;
            for (var i = 0; i < 200 && (Counters(server)["enqueued"] < sent || Counters(server)["depth"] > 0); i++)
                Thread.Sleep(50);

            Tool.Run(10, "kill", _spill, "-KILL", server.ProcessId.ToString(CultureInfo.InvariantCulture));
        }

        // It starts although the database is still away.
        using var next = Start(database);
        Assert.True(Counters(next)["backlog"] > 0);
        database.Restart();
        for (var i = 0; i < 400 && Counters(next)["backlog"] > 0; i++)
            Thread.Sleep(50);

        Assert.Equal($"{sent}|{sent}", Rows(database));
        next.Stop();
    }

    [ToolFact("runuser", "psql", "pgrep")]
    public void Full_budget_drops_the_oldest_rows_and_counts_each()
    {
        using var database = DatabaseServer.Start(isMaria: false);
        using var server = Start(database, spillMebibytes: 1);
        using var feeder = new HepFeeder(server.Port);
        feeder.Send(Rate, 0.5);
        database.Kill();

        feeder.Send(Rate, 4);
        database.Restart();
        feeder.Send(Rate, 0.5);
        Settle(server, feeder.Sent);

        var counters = Counters(server);
        Assert.True(counters["dropped"] > 0);
        var stored = feeder.Sent - counters["dropped"];
        Assert.Equal($"{stored}|{stored}", Rows(database));
        server.Stop();
    }

    [ToolFact("runuser", "psql")]
    public void Rows_that_PostgreSQL_would_refuse_are_made_to_fit()
    {
        using var database = DatabaseServer.Start(isMaria: false);
        using var server = Start(database);
        using var feeder = new HepFeeder(server.Port);
        feeder.Send("b\u00fcrger");
        feeder.Send(new string('u', 150));
        Settle(server, 2);

        Assert.Equal("b\u00fcrger\n" + new string('u', 100), database.Query("select from_user from sip_capture order by id"));
        Assert.Equal("2|INVITE|5060", database.Query("select family, method, source_port from sip_capture limit 1"));
        Assert.Equal("p", database.Query("select relkind from pg_class where relname = 'sip_capture'"));
        Assert.Equal("4", database.Query("select count(*) from pg_inherits where inhparent = 'sip_capture'::regclass"));
        server.Stop();
    }

    [ToolFact("mariadbd", "mariadb")]
    public void MariaDB_gets_rows_in_inserts_of_many()
    {
        using var database = DatabaseServer.Start(isMaria: true);
        using var server = Start(database, "db_mysql");
        using var feeder = new HepFeeder(server.Port);
        feeder.Send("b\u00fcrger");
        feeder.Send(new string('u', 150));
        feeder.Send("\u00fc" + new string('u', 150));
        feeder.Send(Rate, 2);
        Settle(server, feeder.Sent);

        Assert.Equal($"{feeder.Sent}|{feeder.Sent}", Rows(database));
        string[] users = ["b\u00fcrger", new string('u', 100), "\u00fc" + new string('u', 99)];
        Assert.Equal(string.Join('\n', users), database.Query("select from_user from sip_capture order by id limit 3"));
        server.Stop();
    }

    // Names of modules are no place for a define.
    private RunningServer Start(DatabaseServer database, string module = "db_postgres", int spillMebibytes = 64)
    {
        var cfg = Path.Combine(_spill, "capture.cfg");
        File.WriteAllText(cfg, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, Cfg)).Replace("STORE_MODULE", module, StringComparison.Ordinal));
        return RunningServer.Start(cfg, "-A", $"STORE_DB=\"{database.Url}\"", "-A", $"SPILL_FOLDER=\"{_spill}\"", "-A", $"SPILL_SIZE={spillMebibytes}");
    }

    private static string Rows(DatabaseServer database) => database.Query("select count(*), count(distinct callid) from sip_capture");

    private static void Settle(RunningServer server, int sent)
    {
        var counters = Counters(server);
        for (var i = 0; i < 600 && (counters["enqueued"] < sent || counters["written"] + counters["failed"] + counters["dropped"] < sent); i++)
        {
            Thread.Sleep(50);
            counters = Counters(server);
        }

        Assert.True(counters["written"] + counters["dropped"] == sent, $"sent {sent}: {string.Join(", ", counters)}\n{server.Log}");
    }

    // The one queue: names and numbers follow each other.
    private static Dictionary<string, long> Counters(RunningServer server)
    {
        var records = server.Call("store.list").Records;
        var counters = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < records.Count; i++)
        {
            if (long.TryParse(records[i + 1].Display, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value))
                counters[records[i].Text] = value;
        }

        return counters;
    }
}
