using System.Diagnostics;
using System.Globalization;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>The disk of the dump files is full: calls go on, nothing that fits into memory is lost, no file ends in half a record.</summary>
public sealed class DumpFaultTests : IDisposable
{
    private const int FillerBytes = 3968 * 1024;
    private readonly string _folder = Directory.CreateTempSubdirectory("sbx-full-").FullName;
    private readonly int _port = Ports.Free();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [RootToolFact("unshare", "mount", "tshark")]
    public void Full_disk_holds_up_no_call_and_loses_no_message()
    {
        var dumps = Directory.CreateDirectory(Path.Combine(_folder, "dumps")).FullName;
        using var server = Start(dumps);
        var inside = $"/proc/{server.ProcessId}/root{dumps}";
        File.WriteAllBytes(Path.Combine(inside, "filler"), new byte[FillerBytes]);
        using var phone = new Phone(_port);

        var sent = 0;
        while (Status()["failure"].Length == 0 && sent < 400)
            Ask(phone, ++sent);

        Assert.NotEmpty(Status()["failure"]);
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < 50; i++)
        {
            var clock = Stopwatch.StartNew();
            Ask(phone, ++sent);
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
        }

        File.Delete(Path.Combine(inside, "filler"));
        Assert.True(SpinWait.SpinUntil(() => Status()["waiting"] == "0", TimeSpan.FromSeconds(20)), string.Join(' ', Status()));

        var status = Status();
        Assert.Equal(("0", string.Empty, (2 * sent).ToString(CultureInfo.InvariantCulture)), (status["lost"], status["failure"], status["written"]));
        Assert.True(slowest < TimeSpan.FromSeconds(2), $"an answer took {slowest}");
        Assert.Equal(2 * sent, Frames(inside));
        Assert.Single(Lines(server.Output, "cannot write SIP dump files in"));
        Assert.Single(Lines(server.Output, "SIP dump files are written again in"));
        server.Terminate();
    }

    private static int Frames(string folder)
    {
        var frames = 0;
        foreach (var file in Directory.GetFiles(folder, "full-*.pcapng"))
        {
            var (status, text) = Tool.Run(60, "tshark", "/", "-r", file, "-Y", "sip", "-T", "fields", "-e", "frame.number");
            Assert.True(status == 0, text);
            frames += text.Split('\n').Count(static line => line.Length > 0 && line.All(char.IsAsciiDigit));
        }

        return frames;
    }

    private static IEnumerable<string> Lines(string log, string text) => log.Split('\n').Where(line => line.Contains(text, StringComparison.Ordinal));

    private static void Ask(Phone phone, int number)
    {
        phone.Send(phone.Request("OPTIONS", "sip:x@127.0.0.1", $"full-{number}", $"X-Ballast: {new string('b', 500)}\r\n"));
        Assert.StartsWith("SIP/2.0 200", phone.Receive(), StringComparison.Ordinal);
    }

    private Dictionary<string, string> Status()
    {
        using var client = BinrpcClient.Connect(Path.Combine(_folder, "ctl"), TimeSpan.FromSeconds(20));
        using var text = new StringWriter();
        BinrpcText.Write(client.Call("sipdump.status", []).Records, text);
        return text.ToString().Split('\n').Where(static line => line.Contains(':', StringComparison.Ordinal))
            .ToDictionary(static line => line[..line.IndexOf(':', StringComparison.Ordinal)].Trim(), static line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), StringComparer.Ordinal);
    }

    private Tool Start(string dumps)
    {
        var cfg = Path.Combine(_folder, "full.cfg");
        File.WriteAllText(cfg, $$"""
            #!KAMAILIO
            children=2
            log_stderror=yes
            disable_tcp=yes
            listen=udp:127.0.0.1:{{_port}}
            loadmodule "sl.so"
            loadmodule "ctl.so"
            loadmodule "sipdump.so"
            modparam("ctl", "binrpc", "unix:{{_folder}}/ctl")
            modparam("sipdump", "enable", 1)
            modparam("sipdump", "mode", 17)
            modparam("sipdump", "folder", "{{dumps}}")
            modparam("sipdump", "fprefix", "full-")
            request_route { sl_send_reply("200", "OK"); }
            """);
        var command = $"mount -t tmpfs -o size=4m none '{dumps}' && exec '{SignalboxBinary.Path}' -f '{cfg}' -DD -E -Y '{_folder}'";
        var server = Tool.Start("unshare", _folder, "-m", "sh", "-c", command);
        Assert.True(SpinWait.SpinUntil(() => Ports.IsBound(_port) && File.Exists(Path.Combine(_folder, "ctl")), TimeSpan.FromSeconds(20)), server.Output);
        return server;
    }
}
