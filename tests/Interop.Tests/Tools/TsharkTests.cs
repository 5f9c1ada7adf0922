using System.Net.Sockets;
using System.Text;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>Wireshark reads our capture files, and the Lua callback decides what is in them.</summary>
public sealed class TsharkTests
{
    [ToolFact("tshark")]
    public void Tshark_shows_the_method_of_each_frame()
    {
        using var server = RunningServer.Start(RunningServer.Example("dump-events.cfg"), "-A", $"LUA_SCRIPT=\"{RunningServer.Example("dump-events.lua")}\"");
        using var phone = new UdpClient();
        phone.Client.ReceiveTimeout = 5000;
        phone.Connect("127.0.0.1", server.Port);
        foreach (var method in (string[])["MESSAGE", "OPTIONS", "INFO"])
        {
            phone.Send(Encoding.ASCII.GetBytes(
                $"{method} sip:bob@{server.Address} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5099;rport;branch=z9hG4bK-{method}\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:b@b>\r\nCall-ID: {method}@test\r\nCSeq: 1 {method}\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"));
            System.Net.IPEndPoint? from = null;
            Assert.StartsWith("SIP/2.0 200 OK", Encoding.ASCII.GetString(phone.Receive(ref from)), StringComparison.Ordinal);
        }

        server.Stop();

        var file = Assert.Single(Directory.GetFiles(server.Folder, "signalbox-dump-*.pcap"));
        var (status, frames) = Tool.Run(60, "tshark", "/", "-r", file, "-d", $"udp.port=={server.Port},sip", "-T", "fields", "-e", "sip.CSeq.method", "-e", "sip.Status-Code");
        Assert.Equal(0, status);
        var lines = frames.Split('\n').Where(static line => line.Contains('\t', StringComparison.Ordinal) && !line.Contains("Running as", StringComparison.Ordinal)).ToArray();

        // The callback leaves out received OPTIONS; the answer to it is written.
        Assert.Equal(["MESSAGE\t", "MESSAGE\t200", "OPTIONS\t200", "INFO\t", "INFO\t200"], lines);
        Assert.Contains("sipdump rcv 127.0.0.1 -> 127.0.0.1", server.Log, StringComparison.Ordinal);
    }
}
