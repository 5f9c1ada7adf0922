using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Signalbox.Interop.Tests.Databases;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Captures;

/// <summary>
/// The capture script of the Homer project, as Debian's kamailio package carries it, with nothing changed but its database
/// URLs and the module path. It is read from the installed package and never kept in this tree.
/// </summary>
[Collection("fixed ports")]
public sealed partial class HomerScriptTests
{
    private const string Script = "/usr/share/doc/kamailio/examples/pkg/sipcapture.cfg";

    [ToolFact("kamailio")]
    public void The_homer_script_stores_into_sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("sbx-homer-").FullName;
        var database = Path.Combine(folder, "homer.db");

        // db_mysql has nothing to do with this URL: the command line brings the module that has.
        Run(folder, $"sqlite://{database}", () =>
        {
            foreach (var (table, rows) in Expected())
                {
                Assert.Equal(1, Sqlite.WaitForCount(database, $"SELECT count(*) FROM sqlite_master WHERE name = '{table}'", 1));
                Assert.Equal(rows, Sqlite.WaitForCount(database, $"SELECT count(*) FROM {table}", rows));
            }
        }, "--loadmodule=db_sqlite.so");

        Assert.Equal("alice|bob|192.0.2.10|198.51.100.20|homer01:2001", Sqlite.Query(database, $"SELECT from_user, to_user, source_ip, destination_ip, node FROM {Expected().First().Table} WHERE method = 'INVITE'")[0]);
        Directory.Delete(folder, recursive: true);
    }

    [ToolFact("kamailio", "mariadbd")]
    public void The_homer_script_stores_into_mariadb_and_counts_addresses()
    {
        using var server = DatabaseServer.Start(isMaria: true);
        server.Query("create table stats_ip_mem (method varchar(50), source_ip varchar(60), total int, unique key one (method, source_ip))");
        server.Query($"create table {Named("rtcp_capture_all")} (date datetime, micro_ts bigint, correlation_id varchar(256), source_ip varchar(60), source_port int, destination_ip varchar(60), destination_port int, proto int, family int, type int, node varchar(125), msg text)");
        foreach (var (table, _) in Expected())
            server.Query(CaptureTable(table));

        var folder = Directory.CreateTempSubdirectory("sbx-homer-").FullName;
        Run(folder, server.Url, () =>
        {
            foreach (var (table, rows) in Expected())
                Assert.Equal(rows.ToString(CultureInfo.InvariantCulture), WaitFor(server, $"select count(*) from {table}", rows));

            Assert.Equal("1", WaitFor(server, $"select count(*) from {Named("rtcp_capture_all")} where correlation_id = 'cid-rtcp'", 1));
        });

        Assert.Equal("INVITE|192.0.2.10|1", server.Query("select method, source_ip, total from stats_ip_mem"));
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<(string Table, int Rows)> Expected()
    {
        return [(Named("sip_capture_call"), 2), (Named("sip_capture_rest"), 1)];
    }

    // The columns of the collector's table, as MariaDB writes them.
    private static string CaptureTable(string name)
    {
        var sql = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "sip_capture.sql"));
        var start = sql.IndexOf('(', sql.IndexOf("sip_capture", StringComparison.Ordinal));
        var columns = sql[start..(sql.IndexOf(");", start, StringComparison.Ordinal) + 1)];
        return $"create table {name} {KeyColumn().Replace(columns, "id integer auto_increment primary key,").Replace("micro_ts INTEGER", "micro_ts BIGINT", StringComparison.Ordinal)}";
    }

    [GeneratedRegex(@"id INTEGER [^,]*,", RegexOptions.IgnoreCase)]
    private static partial Regex KeyColumn();

    // The script names its tables by the day on which it runs.
    private static string Named(string table) => $"{table}_{DateTime.UtcNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";

    private static void Run(string folder, string url, Action check, params string[] flags)
    {
        var cfg = Path.Combine(folder, "homer.cfg");
        File.WriteAllText(cfg, ModulePath().Replace(DatabaseUrl().Replace(Text(folder), url), $"mpath=\"{folder}/\""));
        using var server = Tool.Start(SignalboxBinary.Path, folder, ["-f", cfg, "-DD", "-E", "-Y", folder, .. flags]);
        for (var i = 0; i < 400 && !server.HasEnded && !Ports.IsBound(9060); i++)
            Thread.Sleep(50);

        Assert.False(server.HasEnded, server.Output);
        Feed("hep3-udp4-invite", "hep3-reply", "hep3-correlation-chunk-last", "hep3-types-rtcp-report-log");
        try
        {
            check();
        }
        catch (Exception failure)
        {
            Assert.Fail($"{failure.Message}\n{server.Output}");
        }

        server.Terminate();
        Assert.Equal(0, server.ExitCode);
    }

    // The first packet of each recorded case: INVITE, its reply, OPTIONS, RTCP.
    private static void Feed(params string[] cases)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        foreach (var name in cases)
        {
            var packet = new CaptureCase(new GoldenCase(Path.Combine(GoldenCase.Root, "sipcapture", name))).Input[0];
            socket.SendTo(packet, new IPEndPoint(IPAddress.Loopback, 9060));
            Thread.Sleep(100);
        }
    }

    private static string WaitFor(DatabaseServer server, string sql, int wanted)
    {
        var count = string.Empty;
        for (var i = 0; i < 100 && count != wanted.ToString(CultureInfo.InvariantCulture); i++)
        {
            Thread.Sleep(100);
            count = server.TryQuery(sql, out var output) ? output : string.Empty;
        }

        return count;
    }

    private static string Text(string folder)
    {
        var path = Script;
        if (!File.Exists(path) && !File.Exists($"{path}.gz"))
            path = folder + Unpacked(folder);

        if (File.Exists(path))
            return File.ReadAllText(path);

        using var packed = new GZipStream(File.OpenRead($"{path}.gz"), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        return reader.ReadToEnd();
    }

    // Where dpkg leaves documentation out, the package is fetched and opened.
    private static string Unpacked(string folder)
    {
        var (code, output) = Tool.Run(120, "apt-get", folder, "download", "kamailio");
        Assert.True(code == 0, output);
        (code, output) = Tool.Run(60, "dpkg-deb", folder, "-x", Directory.GetFiles(folder, "kamailio_*.deb")[0], folder);
        Assert.True(code == 0, output);
        return Script;
    }

    [GeneratedRegex(@"mysql://HOMER_DB_USER:HOMER_DB_PASSWORD@127\.0\.0\.1/homer_(?:data|statistic)")]
    private static partial Regex DatabaseUrl();

    [GeneratedRegex("^mpath=.*$", RegexOptions.Multiline)]
    private static partial Regex ModulePath();
}
