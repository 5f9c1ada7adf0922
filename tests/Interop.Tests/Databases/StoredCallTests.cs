using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Databases;

/// <summary><c>signalbox trace</c> reads what siptrace stored in real database servers.</summary>
public sealed class StoredCallTests
{
    [ToolFact("sipp", "mariadbd", "mariadb", "tshark")]
    public void A_call_in_MariaDB_is_listed_shown_and_exported()
    {
        using var database = DatabaseServer.Start(isMaria: true);
        Play(database, "db_mysql");
    }

    [ToolFact("sipp", "runuser", "psql", "tshark")]
    public void A_call_in_PostgreSQL_is_listed_shown_and_exported()
    {
        using var database = DatabaseServer.Start(isMaria: false);
        Play(database, "db_postgres");
    }

    private static void Play(DatabaseServer database, string driver)
    {
        var (code, output) = Tool.Run(60, SignalboxBinary.Path, "/", "db", "create", "--url", database.Url);
        Assert.True(code == 0, output);
        var folder = Directory.CreateTempSubdirectory("sbx-stored-").FullName;
        Trace(database, driver);

        var listed = Run(folder, "trace", "list", database.Url);
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  INVITE      12 messages  from udp:127\.0\.0\.1:\d+ +1-\d+@127\.0\.0\.1\n$", listed);
        var callId = listed.TrimEnd().Split(' ')[^1];
        var shown = Run(folder, "trace", "show", callId, "--db", database.Url);
        Assert.Equal(13, shown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(" INVITE ", shown, StringComparison.Ordinal);
        Run(folder, "trace", "export", database.Url, callId, "--format", "pcapng", "-o", Path.Combine(folder, "x.pcapng"));
        var methods = Tool.Run(60, "tshark", folder, "-r", Path.Combine(folder, "x.pcapng"), "-Y", "sip and not _ws.malformed", "-T", "fields", "-e", "sip.CSeq.method").Output;
        Assert.Equal(12, methods.Split('\n').Count(static line => line is "INVITE" or "ACK" or "BYE"));
        var (status, refused) = Tool.Run(60, SignalboxBinary.Path, folder, "trace", "show", database.Url, "%' OR '1'='1");
        Assert.Equal(1, status);
        Assert.DoesNotContain("kamailiorw", refused, StringComparison.Ordinal);
        Assert.Contains("signalbox trace: no message of call '%' OR '1'='1' in sip_trace", refused, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static string Run(string folder, params string[] arguments)
    {
        var (code, output) = Tool.Run(60, SignalboxBinary.Path, folder, arguments);
        Assert.True(code == 0, output);
        return output;
    }

    private static void Trace(DatabaseServer database, string driver)
    {
        var callee = Ports.Free();
        var cfg = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var proxy = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "hep-proxy.cfg"))
            .Replace("modparam(\"siptrace\", \"trace_to_database\", 0)", "modparam(\"siptrace\", \"trace_to_database\", 1)\nmodparam(\"siptrace\", \"db_url\", DB)", StringComparison.Ordinal)
            .Replace("loadmodule \"siptrace.so\"", $"loadmodule \"{driver}.so\"\nloadmodule \"siptrace.so\"", StringComparison.Ordinal);
        File.WriteAllText(cfg, proxy);
        using (var server = RunningServer.Start(cfg, "-A", $"NEXT_HOP=\"sip:127.0.0.1:{callee}\"", "-A", $"DB=\"{database.Url}\""))
        {
            using var sipp = new Sipp(server.Folder, callee);
            sipp.Call(server.Address, calls: 1, rate: 1);
            server.Stop();
        }

        File.Delete(cfg);
    }
}
