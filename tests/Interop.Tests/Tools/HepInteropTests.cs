using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>What our siptrace sends, the peer's sipcapture stores, and the other way round.</summary>
public sealed class HepInteropTests : IDisposable
{
    private const int Calls = 20;
    private readonly string _certificates = Directory.CreateTempSubdirectory("sbx-hep-tls-").FullName;

    public HepInteropTests() => TlsFiles.Write(_certificates);

    private static string Collector => Path.Combine(AppContext.BaseDirectory, "Cases", "hep-collector.cfg");

    /// <summary>Version and transport of the mirror.</summary>
    public static TheoryData<int, string> Ways => new() { { 1, "udp" }, { 2, "udp" }, { 3, "udp" }, { 3, "tcp" }, { 3, "tls" } };

    public void Dispose() => Directory.Delete(_certificates, recursive: true);

    [ToolTheory("sipp"), MemberData(nameof(Ways))]
    public void Our_collector_stores_what_our_siptrace_mirrors(int version, string transport)
    {
        var tcp = Ports.FreeOfBoth();
        using var collector = RunningServer.Start(Collector, CollectorFlags(tcp, transport));
        Mirror(PortOf(collector.Port, tcp, transport), Calls, version, transport);

        AssertCaptured(collector.Database, Calls);
        collector.Stop();
    }

    [ToolTheory("sipp", "kamailio"), MemberData(nameof(Ways))]
    public void The_peers_collector_stores_what_our_siptrace_mirrors(int version, string transport)
    {
        var folder = Directory.CreateTempSubdirectory("sbx-peer-").FullName;
        var port = Ports.Free();
        var tcp = Ports.FreeOfBoth();
        var database = Path.Combine(folder, "trace.db");
        Sqlite.Create(database, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "sip_capture.sql")));
        using (Peer.Start("../tests/Interop.Tests/Cases/hep-collector.cfg", folder, port, CollectorFlags(tcp, transport)))
        {
            Mirror(PortOf(port, tcp, transport), Calls, version, transport);
            AssertCaptured(database, Calls);
        }

        Directory.Delete(folder, recursive: true);
    }

    [ToolTheory("sipp", "kamailio"), MemberData(nameof(Ways))]
    public void Our_collector_stores_what_the_peers_siptrace_mirrors(int version, string transport)
    {
        var tcp = Ports.FreeOfBoth();
        using var collector = RunningServer.Start(Collector, CollectorFlags(tcp, transport));
        var folder = Directory.CreateTempSubdirectory("sbx-peer-").FullName;
        var callee = Ports.Free();
        var port = Ports.Free();
        using (Peer.Start("../tests/Interop.Tests/Cases/hep-proxy.cfg", folder, port, ProxyFlags(callee, PortOf(collector.Port, tcp, transport), version, transport)))
        {
            using var sipp = new Sipp(folder, callee);
            sipp.Call($"127.0.0.1:{port}", Calls, rate: 20);
            AssertCaptured(collector.Database, Calls);
        }

        collector.Stop();
        Directory.Delete(folder, recursive: true);
    }

    [ToolFact("sipp")]
    public void Our_mirror_by_tcp_holds_up_no_call_and_loses_no_copy_while_its_collector_is_away()
    {
        const int few = 5;
        var tcp = Ports.FreeOfBoth();
        var callee = Ports.Free();
        using var server = RunningServer.Start(Path.Combine(AppContext.BaseDirectory, "Cases", "hep-proxy.cfg"), ProxyFlags(callee, tcp, version: 3, "tcp"));
        using var sipp = new Sipp(server.Folder, callee);
        sipp.Call(server.Address, few, rate: 20);
        using (var collector = RunningServer.Start(Collector, CollectorFlags(tcp, "tcp")))
        {
            sipp.Call(server.Address, few, rate: 20);
            AssertCaptured(collector.Database, 2 * few);
            collector.Stop();
        }

        sipp.Call(server.Address, few, rate: 20);
        using var next = RunningServer.Start(Collector, CollectorFlags(tcp, "tcp"));
        AssertCaptured(next.Database, few);
        next.Stop();
        server.Stop();
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

            Mirror(port, calls: 3, version: 3, "udp");
            Thread.Sleep(500);
        }

        var text = File.ReadAllText(saved, System.Text.Encoding.Latin1);
        foreach (var line in (string[])["INVITE sip:", "SIP/2.0 180 Ringing", "BYE sip:"])
            Assert.Contains(line, text, StringComparison.Ordinal);

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Calls through our proxy with a mirror to a collector's port.</summary>
    private void Mirror(int collector, int calls, int version, string transport)
    {
        var callee = Ports.Free();
        using var server = RunningServer.Start(Path.Combine(AppContext.BaseDirectory, "Cases", "hep-proxy.cfg"), ProxyFlags(callee, collector, version, transport));
        using var sipp = new Sipp(server.Folder, callee);
        sipp.Call(server.Address, calls, rate: 20);
        server.Stop();
    }

    private static int PortOf(int udp, int tcp, string transport) => transport == "udp" ? udp : tcp;

    // The peer takes HEP by TCP and TLS only with its hook, and by UDP only without.
    private string[] CollectorFlags(int tcp, string transport) =>
        ["-A", $"TCP_PORT={tcp}", .. transport != "udp" ? (string[])["-A", "HOOK"] : [], .. TlsFlags(transport)];

    private string[] ProxyFlags(int callee, int collector, int version, string transport) =>
    [
        "-A", $"NEXT_HOP=\"sip:127.0.0.1:{callee}\"", "-A", $"COLLECTOR=\"sip:127.0.0.1:{collector};transport={transport}\"", "-A", $"HEP_VERSION={version}",
        .. transport != "udp" ? (string[])["-A", $"TCP_PORT={Ports.FreeOfBoth()}"] : [],
        .. TlsFlags(transport),
    ];

    private string[] TlsFlags(string transport) => transport == "tls" ? ["-A", $"TLS_CERT=\"{_certificates}/cert.pem\"", "-A", $"TLS_KEY=\"{_certificates}/key.pem\""] : [];

    private static void AssertCaptured(string database, int calls)
    {
        var count = Sqlite.WaitForCount(database, "SELECT count(*) FROM sip_capture", 12 * calls);
        var methods = Sqlite.Query(database, "SELECT method, count(*) FROM sip_capture GROUP BY method ORDER BY method");
        Assert.True(count == 12 * calls, $"{count} rows: {string.Join(' ', methods)}");
        Assert.Equal(["100|" + calls, "180|" + (2 * calls), "200|" + (4 * calls), "ACK|" + calls, "BYE|" + (2 * calls), "INVITE|" + (2 * calls)], methods);
    }
}
