using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>sngrep and sipgrep read our capture files and send what they find to our collector, which stores it with its true addresses.</summary>
public sealed class HepSenderTests
{
    private const int Calls = 5;

    [ToolFact("sipp", "sngrep")]
    public void Sngrep_sends_what_it_reads() =>
        Send((file, collector) => ["-c", $"timeout 20 sngrep -N -q -I '{file}' -H udp:{collector} </dev/null"], "pcapng");

    [ToolFact("sipp", "sipgrep")]
    public void Sipgrep_sends_what_it_reads() =>
        Send((file, collector) => ["-c", $"timeout 20 sipgrep -I '{file}' -P 1-65535 -H udp:{collector} -C </dev/null"], "pcap");

    private static void Send(Func<string, string, string[]> command, string extension)
    {
        using var collector = RunningServer.Start(RunningServer.Example("capture.cfg"));
        var folder = Directory.CreateTempSubdirectory("sbx-hep-").FullName;
        var file = Record(folder, extension);
        var (_, output) = Tool.Run(40, "sh", folder, command(file, collector.Address));

        // Each message was received and sent: a call of SIPp has 12 at a proxy, the collector stores as many as there are.
        var count = Sqlite.WaitForCount(collector.Database, "SELECT count(*) FROM sip_capture", 13 * Calls);
        Assert.True(count == 13 * Calls, $"{count} rows\n{output}");
        Assert.Equal(["127.0.0.1|127.0.0.1"], Sqlite.Query(collector.Database, "SELECT DISTINCT source_ip || '|' || destination_ip FROM sip_capture"));
        Assert.Equal([$"{Calls}"], Sqlite.Query(collector.Database, "SELECT count(DISTINCT callid) FROM sip_capture"));
        collector.Stop();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Calls through our proxy, dumped; the path of the capture file.</summary>
    private static string Record(string folder, string extension)
    {
        var callee = Ports.Free();
        var cfg = Path.Combine(AppContext.BaseDirectory, "Cases", "dump-proxy.cfg");
        using var server = RunningServer.Start(cfg, "-A", $"NEXT_HOP=\"sip:127.0.0.1:{callee}\"", "-A", $"FOLDER=\"{folder}\"");
        using var sipp = new Sipp(server.Folder, callee);
        sipp.Call(server.Address, Calls, rate: 20);
        server.Stop();
        return Assert.Single(Directory.GetFiles(folder, $"*.{extension}"));
    }
}
