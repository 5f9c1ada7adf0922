using System.Text;
using System.Text.RegularExpressions;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.SipDump;
using Signalbox.Modules.Tests.SipTrace;
using Xunit;

namespace Signalbox.Modules.Tests.SipDump;

public sealed class SipDumpModuleTests
{
    private const string Options = "OPTIONS sip:127.0.0.1:15060 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:15070;branch=z9hG4bK-b1\r\nFrom: <sip:alice@example.org>;tag=ft1\r\nTo: <sip:bob@example.org>\r\nCall-ID: opt@example.org\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
    private static readonly HostEndPoint Caller = ModuleBench.Address("127.0.0.1", 15070);
    private static readonly long Time = new DateTime(2026, 11, 2, 1, 2, 0, DateTimeKind.Utc).AddMicroseconds(205_741).Ticks;

    [Fact]
    public void Text_file_has_the_peers_form()
    {
        using var bench = Start(_ => { });
        Tap(bench).Received(Shown(bench, Options));
        Tap(bench).Sent(Shown(bench, "no line end, but thirty-two octets or more"));
        bench.Stop();

        var local = new DateTime(Time, DateTimeKind.Utc).ToLocalTime();
        var head = $"pid: {Environment.ProcessId}\nprocess: 0\ntime: 1793581320.205741\ndate: {local:ddd MMM}  {local.Day} {local:HH:mm:ss} 2026\nproto: udp ipv4\n";
        var expected = "====================\ntag: rcv\n" + head + "srcip: 127.0.0.1\nsrcport: 15070\ndstip: 127.0.0.1\ndstport: 15060\n~~~~~~~~~~~~~~~~~~~~\n" + Options + "||||||||||||||||||||\n"
            + "====================\ntag: snd\n" + head + "srcip: 127.0.0.1\nsrcport: 15060\ndstip: 127.0.0.1\ndstport: 15070\n~~~~~~~~~~~~~~~~~~~~\nno line end, but thirty-two octets or more||||||||||||||||||||\n";
        Assert.Equal(expected, File.ReadAllText(FileOf(bench, "data")));
    }

    [Fact]
    public void Files_of_one_opening_share_their_stamp_and_the_meta_file_lists_the_workers()
    {
        using var bench = Start(bench => bench.Set("mode", 5).Set("fprefix", "edge-"));
        Tap(bench).Received(Shown(bench, Options));
        bench.Stop();

        var names = Directory.GetFiles(bench.Folder, "edge-*").Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(3, names.Length);
        Assert.All(names, name => Assert.Matches(@"^edge-\d{4}-\d\d-\d\d--\d\d-\d\d-\d\d\.(data|meta|pcap)$", name));
        Assert.Single(names.Select(name => name![..^5]).Distinct());
        Assert.Matches(@"^v: 1\.0\nversion: signalbox 0\.1\.0\nstart: \w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}\nnrprocs: 1\nprocess: 0 \d+ test worker\n$", File.ReadAllText(FileOf(bench, "meta", "edge-")));
    }

    [Fact]
    public void Without_traffic_or_while_switched_off_there_are_no_files()
    {
        using var bench = Start(bench => bench.Set("enable", 0));
        Tap(bench).Received(Shown(bench, Options));
        Assert.Equal(1, bench.Call(bench.Receive(Options, Caller), "sipdump_send", ScriptValue.Of("x")));
        bench.Stop();

        Assert.Empty(Directory.GetFiles(bench.Folder, "kamailio-sipdump-*"));
    }

    [Fact]
    public void Event_route_reads_the_message_and_drop_keeps_it_out_of_the_files()
    {
        var seen = new List<string>();
        using var bench = new ModuleBench("sipdump").Set("enable", 1).Set("mode", 3).Set("parse_call_id", 1);
        bench.Set("folder", bench.Folder);
        bench.On("sipdump:msg", context =>
        {
            string[] keys = ["tag", "len", "af", "proto", "sproto", "src_ip", "src_port", "dst_ip", "dst_port", "call_id"];
            seen.Add(string.Join(' ', keys.Select(key => bench.Variable(context, "sipdump", key))));
            Assert.Equal(Options, bench.Variable(context, "sipdump", "buf"));
            return new RouteResult(1, Drop: bench.Variable(context, "sipdump", "tag") == "snd");
        });
        Assert.True(bench.Start());

        Tap(bench).Received(Shown(bench, Options));
        Tap(bench).Sent(Shown(bench, Options));
        bench.Stop();

        Assert.Equal([$"rcv {Options.Length} ipv4 udp udp 127.0.0.1 15070 127.0.0.1 15060 opt@example.org", $"snd {Options.Length} ipv4 udp udp 127.0.0.1 15060 127.0.0.1 15070 opt@example.org"], seen);
        Assert.Single(Regex.Matches(File.ReadAllText(FileOf(bench, "data")), "^tag: ", RegexOptions.Multiline));
        Assert.Equal("<null>", bench.Variable(bench.Receive(Options, Caller), "sipdump", "tag"));
    }

    [Fact]
    public void Script_dumps_under_its_own_tag()
    {
        using var bench = Start(_ => { });

        Assert.Equal(1, bench.Call(bench.Receive(Options, Caller), "sipdump_send", ScriptValue.Of("my-tag")));
        bench.Stop();

        Assert.Contains("tag: my-tag\n", File.ReadAllText(FileOf(bench, "data")), StringComparison.Ordinal);
    }

    [Fact]
    public void Enable_command_tells_the_old_and_the_new_value()
    {
        using var bench = Start(_ => { });

        Assert.Equal("oldval 1 newval 0", Answer(bench, RpcValue.Of(0)));
        Assert.Equal("oldval 0 newval 0", Answer(bench, RpcValue.Of(7)));
        Assert.Equal("oldval 0 newval 0", Answer(bench));
        Assert.Equal("oldval 0 newval 1", Answer(bench, RpcValue.Of("1")));
    }

    [Fact]
    public void Mode_8_alone_and_a_folder_that_cannot_be_written_are_refused()
    {
        using var mode = new ModuleBench("sipdump").Set("mode", 8);
        Assert.False(mode.Start());
        Assert.Equal("module 'sipdump': invalid mode parameter", mode.Diagnostics.FirstError!.Message);

        using var folder = new ModuleBench("sipdump").Set("folder", "/nonexistent/dumps");
        var exception = Assert.Throws<ModuleStartException>(() => folder.Start());
        Assert.StartsWith("sipdump cannot write files in folder '/nonexistent/dumps': ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_files_begin_after_the_rotation_time()
    {
        using var bench = Start(bench => bench.Set("rotate", 1));
        Tap(bench).Received(Shown(bench, Options));
        Thread.Sleep(1_200);
        Tap(bench).Received(Shown(bench, Options));
        bench.Stop();

        Assert.Equal(2, Directory.GetFiles(bench.Folder, "*.data").Length);
    }

    [Fact]
    public void Old_files_with_the_prefix_are_deleted()
    {
        using var bench = new ModuleBench("sipdump");
        foreach (var name in (string[])["p-old.data", "p-new.data", "q-old.data", "p-"])
        {
            File.WriteAllText(Path.Combine(bench.Folder, name), "x");
            File.SetLastWriteTimeUtc(Path.Combine(bench.Folder, name), DateTime.UtcNow.AddHours(name == "p-new.data" ? 0 : -2));
        }

        Assert.Equal(1, DumpFolder.DeleteOlder(bench.Folder, "p-", DateTime.UtcNow.AddHours(-1)));

        Assert.False(File.Exists(Path.Combine(bench.Folder, "p-old.data")));
    }

    [Fact]
    public void Full_queue_drops_and_counts()
    {
        var counters = new DumpCounters();
        var queue = new DumpQueue(counters, maxRecords: 4);
        for (var i = 0; i < 6; i++)
        {
            if (queue.Rent() is { } record)
                queue.Enqueue(record);
        }

        Assert.Equal(4, queue.Depth);
        Assert.Equal(2, counters.Lost.Value);
        Assert.True(queue.TryTake(out var first));
        queue.Return([first]);
        Assert.Equal(3, queue.Depth);
    }

    private static string Answer(ModuleBench bench, params RpcValue[] parameters) =>
        string.Join(' ', bench.Rpc("sipdump.enable", parameters).Rows[0].Members.Select(member => $"{member.Name} {member.Value.ToText()}"));

    private static ModuleBench Start(Action<ModuleBench> configure)
    {
        var bench = new ModuleBench("sipdump").Set("enable", 1);
        bench.Set("folder", bench.Folder);
        configure(bench);
        Assert.True(bench.Start());
        return bench;
    }

    private static ITapObserver Tap(ModuleBench bench) => (ITapObserver)bench.Module.Instance;

    private static string FileOf(ModuleBench bench, string extension, string prefix = "kamailio-sipdump-") => Assert.Single(Directory.GetFiles(bench.Folder, $"{prefix}*.{extension}"));

    private static TapEvent Shown(ModuleBench bench, string message) => new()
    {
        Bytes = Encoding.Latin1.GetBytes(message), Local = bench.Socket.Local, Remote = Caller, Protocol = TransportProtocol.Udp,
        Socket = bench.Socket, Worker = bench.Worker, UtcTicks = Time, Snapshot = bench.Snapshot,
    };
}
