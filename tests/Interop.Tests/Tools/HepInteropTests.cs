using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>What our siptrace sends, the peer's sipcapture stores, and the other way round.</summary>
public sealed class HepInteropTests
{
    [ToolFact("sipp")]
    public void Our_collector_stores_what_our_siptrace_mirrors()
    {
        using var collector = RunningServer.Start(RunningServer.Example("capture.cfg"));
        Mirror(collector.Port, calls: 20);

        AssertCaptured(collector.Database, calls: 20);
        collector.Stop();
    }

    [ToolFact("sipp", "kamailio")]
    public void The_peers_collector_stores_what_our_siptrace_mirrors()
    {
        var folder = Directory.CreateTempSubdirectory("sbx-peer-").FullName;
        var port = Ports.Free();
        var database = Path.Combine(folder, "trace.db");
        Sqlite.Create(database, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "sip_capture.sql")));
        using (Peer.Start("capture.cfg", folder, port))
        {
            Mirror(port, calls: 20);
            AssertCaptured(database, calls: 20);
        }

        Directory.Delete(folder, recursive: true);
    }

    [ToolFact("sipp", "kamailio")]
    public void Our_collector_stores_what_the_peers_siptrace_mirrors()
    {
        using var collector = RunningServer.Start(RunningServer.Example("capture.cfg"));
        var folder = Directory.CreateTempSubdirectory("sbx-peer-").FullName;
        var callee = Ports.Free();
        var port = Ports.Free();
        using (Peer.Start("../tests/Interop.Tests/Cases/hep-proxy.cfg", folder, port, "-A", $"NEXT_HOP=\"sip:127.0.0.1:{callee}\"", "-A", $"COLLECTOR=\"sip:{collector.Address}\""))
        {
            using var sipp = new Sipp(folder, callee);
            sipp.Call($"127.0.0.1:{port}", calls: 20, rate: 20);
            AssertCaptured(collector.Database, calls: 20);
        }

        collector.Stop();
        Directory.Delete(folder, recursive: true);
    }

    [ToolFact("sipp", "sngrep")]
    public void Sngrep_shows_a_mirrored_call()
    {
        var port = Ports.Free();
        var folder = Directory.CreateTempSubdirectory("sbx-sngrep-").FullName;
        var saved = Path.Combine(folder, "calls.pcap");
        using (var sngrep = Tool.Start("sngrep", folder, "-N", "-q", "-L", $"udp:127.0.0.1:{port}", "-O", saved))
        {
            for (var i = 0; i < 100 && !Ports.IsBound(port); i++)
                Thread.Sleep(50);

            Mirror(port, calls: 3);
            Thread.Sleep(500);
        }

        var text = File.ReadAllText(saved, System.Text.Encoding.Latin1);
        foreach (var line in (string[])["INVITE sip:", "SIP/2.0 180 Ringing", "BYE sip:"])
            Assert.Contains(line, text, StringComparison.Ordinal);

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Calls through our proxy with a mirror to a collector's port.</summary>
    private static void Mirror(int collector, int calls)
    {
        var callee = Ports.Free();
        var cfg = Path.Combine(AppContext.BaseDirectory, "Cases", "hep-proxy.cfg");
        using var server = RunningServer.Start(cfg, "-A", $"NEXT_HOP=\"sip:127.0.0.1:{callee}\"", "-A", $"COLLECTOR=\"sip:127.0.0.1:{collector}\"");
        using var sipp = new Sipp(server.Folder, callee);
        sipp.Call(server.Address, calls, rate: 20);
        server.Stop();
    }

    private static void AssertCaptured(string database, int calls)
    {
        var count = Sqlite.WaitForCount(database, "SELECT count(*) FROM sip_capture", 12 * calls);
        var methods = Sqlite.Query(database, "SELECT method, count(*) FROM sip_capture GROUP BY method ORDER BY method");
        Assert.True(count == 12 * calls, $"{count} rows: {string.Join(' ', methods)}");
        Assert.Equal(["100|" + calls, "180|" + (2 * calls), "200|" + (4 * calls), "ACK|" + calls, "BYE|" + (2 * calls), "INVITE|" + (2 * calls)], methods);
    }
}
