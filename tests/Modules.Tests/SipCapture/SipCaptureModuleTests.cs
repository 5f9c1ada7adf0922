using System.IO.Compression;
using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Hep.Api;
using Signalbox.Modules.SipCapture;
using Signalbox.Modules.Tests.Hep;
using Signalbox.Modules.Tests.SipTrace;
using Xunit;
using static Signalbox.Modules.Tests.SipCapture.CaptureBench;

namespace Signalbox.Modules.Tests.SipCapture;

public sealed class SipCaptureModuleTests
{
    [Fact]
    public void Plain_sip_goes_on_to_the_parser_and_hep_never_does()
    {
        using var bench = Start(_ => { });

        Assert.False(Receive(bench, Encoding.Latin1.GetBytes(Options)));
        Assert.True(Receive(bench, Convert.FromHexString("4845503300ff")));
        Assert.True(Receive(bench, [1, 2, 3]));
        Assert.Equal(2, Module(bench).BadPackets.Value);
    }

    [Fact]
    public void Hep_is_swallowed_while_it_is_switched_off()
    {
        using var bench = Start(bench => bench.Set("hep_capture_on", 0));

        Assert.True(Receive(bench, HepCases.Find("v3-udp4-1")));
        Assert.Equal(1, Module(bench).BadPackets.Value);
    }

    [Fact]
    public void Captured_message_has_the_addresses_of_the_packet_and_cannot_be_answered()
    {
        using var bench = Start(_ => { });
        ReceivedFrom seen = default;
        bench.Input.Script = context => seen = context.Received;

        Receive(bench, HepCases.Find("v3-udp4-1"));

        Assert.True(seen.IsCaptured);
        Assert.Equal(ModuleBench.Address("127.0.0.1", 15070), seen.Remote);
        Assert.Equal(ModuleBench.Address("127.0.0.1", 15060), seen.Local);
    }

    [Fact]
    public void Nothing_is_stored_while_capturing_is_off()
    {
        using var bench = Start(bench => bench.Set("capture_on", 0));

        Assert.Equal(-1, bench.Call(bench.Receive(Options, Feeder), "sip_capture"));
        Assert.Equal(-1, bench.Call(bench.Receive(Options, Feeder), "report_capture", ScriptValue.Of("report_capture")));
    }

    [Fact]
    public void Table_can_be_named_with_the_date_of_the_message()
    {
        using var bench = Start(_ => { });
        var context = bench.Receive(Options, Feeder);
        context.Received = context.Received with { UtcTicks = new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc).Ticks };

        Assert.Equal(1, bench.Call(context, "sip_capture", ScriptValue.Of("sip_capture_%Y%m%d")));

        bench.Stop();
        Assert.Single(bench.Rows("SELECT id FROM sip_capture_20231114"));
        Assert.Equal(1, Module(bench).CapturedRequests.Value);
    }

    [Fact]
    public void Capture_modes_choose_among_their_tables()
    {
        using var bench = new ModuleBench("sipcapture");
        bench.Set("capture_on", 1).Set("capture_mode", $"m1=>db_url=sqlite://{bench.Database};table_name=t0|t1;mt_mode=round_robin");
        Assert.True(bench.Start());
        var context = bench.Receive(Options, Feeder);

        for (var i = 0; i < 4; i++)
            Assert.Equal(1, bench.Call(Surfaces.Kemi, context, "sip_capture", ScriptValue.Empty, ScriptValue.Of("m1")));

        Assert.Equal(1, bench.Call(context, "sip_capture", ScriptValue.Of("t2"), ScriptValue.OfFixed(new CaptureModeName("m1"))));
        Assert.Equal(-1, bench.Call(Surfaces.Kemi, context, "sip_capture", ScriptValue.Empty, ScriptValue.Of("unknown")));
        bench.Stop();
        Assert.Equal([2, 2, 1], new[] { "t0", "t1", "t2" }.Select(table => bench.Rows($"SELECT id FROM {table}").Count));
    }

    [Fact]
    public void Hash_is_the_crc_of_the_call_id()
    {
        Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8));
    }

    [Theory]
    [InlineData("10.5", "10", 105)]
    [InlineData("0.4", "1", -1)]
    [InlineData("4.56", "100", 455)]
    [InlineData("-2.5", "2", -5)]
    [InlineData("1e2", "2", 200)]
    [InlineData("abc", "1", -1)]
    public void Float2int_cuts_the_product(string number, string factor, int expected)
    {
        using var bench = Start(_ => { });

        Assert.Equal(expected, bench.Call(bench.Receive(Options, Feeder), "float2int", ScriptValue.Of(number), ScriptValue.Of(factor)));
    }

    [Fact]
    public void Event_route_reads_the_packet_and_decides_what_becomes_of_it()
    {
        var seen = new List<string>();
        var result = 1;
        using var bench = new ModuleBench("sipcapture").Set("capture_on", 1).Set("nonsip_hook", 1);
        bench.On("sipcapture:request", context =>
        {
            string[] names = ["version", "0x001", "0x003", "0x007", "0x00b", "0x00c", "0x00e", "0x011", "0x012"];
            seen.Add(string.Join(' ', names.Select(name => bench.Variable(context, "hep", name))));
            Assert.Equal(1, bench.Call(context, "report_capture", ScriptValue.Of("report_capture"), ScriptValue.Of("c"), ScriptValue.Of("data")));
            Assert.Equal(1, bench.Call(context, "sip_capture_forward", ScriptValue.Of("sip:127.0.0.1:15100")));
            return new RouteResult(result);
        });
        Assert.True(bench.Start());
        var messages = 0;
        bench.Input.Script = _ => messages++;
        var packet = HepCases.Find("v3-all-capid-2001-1");
        using var entered = new PinnedWorker(bench);

        Assert.True(Receive(bench, packet));
        result = 0;
        Assert.True(Receive(bench, packet));
        Assert.True(((IDatagramHook)bench.Module.Instance).Unparsable(bench.Worker, "junk"u8, From(bench)));

        Assert.Equal(["3 2 127.0.0.1 15070 1 2001 s3cr3t-key hep-opt@example.org-abc ", "3 2 127.0.0.1 15070 1 2001 s3cr3t-key hep-opt@example.org-abc ", "4294967295        "], seen);
        Assert.Equal(1, messages);
        Assert.Equal(packet, bench.Sender.Copies[0].Bytes);
        bench.Stop();
        Assert.Equal(["c", "data", "0"], bench.Rows("SELECT correlation_id, msg, type FROM report_capture")[0]);
    }

    [Theory]
    [InlineData("0x00b")]
    [InlineData("version")]
    [InlineData("00011")]
    [InlineData("3:0x065")]
    [InlineData("0:18")]
    public void Good_names_of_hep_are_accepted(string name) => Assert.NotNull(HepVariableName.Parse(name));

    [Theory]
    [InlineData("0x000")]
    [InlineData("0xb")]
    [InlineData("70000:1")]
    [InlineData(":1")]
    [InlineData("x")]
    public void Bad_names_of_hep_are_refused(string name) => Assert.Null(HepVariableName.Parse(name));

    [Fact]
    public void Compressed_payload_is_inflated_up_to_a_limit()
    {
        var target = new byte[16];
        var good = Deflate(Encoding.Latin1.GetBytes(Options));
        Assert.Equal(Options.Length, HepInflater.Inflate(good, new(0, good.Length), ref target));
        Assert.Equal(Options, Encoding.Latin1.GetString(target, 0, Options.Length));

        var bomb = Deflate(new byte[10_000_000]);
        Assert.Equal(0, HepInflater.Inflate(bomb, new(0, bomb.Length), ref target));
        Assert.Equal(0, HepInflater.Inflate([1, 2, 3, 4], new(0, 4), ref target));
    }

    [Fact]
    public void Gzip_is_inflated_too()
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
            stream.Write(Encoding.Latin1.GetBytes(Options));

        var target = new byte[16];
        Assert.Equal(Options.Length, HepInflater.Inflate(packed.ToArray(), new(0, packed.ToArray().Length), ref target));
    }

    [Fact]
    public void The_old_and_new_names_of_the_switch_answer()
    {
        using var bench = Start(_ => { });

        Assert.Equal("on", bench.Rpc("sip_capture").Rows[0].ToText());
        Assert.Empty(bench.Rpc("sip_capture", RpcValue.Of("off")).Rows);
        Assert.Equal(("SIP capturing", "off"), (bench.Rpc("sipcapture:capture").Rows[0].Members[0].Name, bench.Rpc("sipcapture:capture").Rows[0].Members[0].Value.ToText()));
        Assert.Equal("OK", bench.Rpc("sipcapture:capture", RpcValue.Of("on")).Rows[0].ToText());
        Assert.Equal("Bad parameter value", bench.Rpc("sipcapture:capture", RpcValue.Of("x")).FaultText);
    }

    [Theory]
    [InlineData("raw_moni_capture_on", 1, "module 'sipcapture': raw_moni_capture_on is not supported yet")]
    [InlineData("topoh_unmask", 1, "module 'sipcapture': topoh_unmask is not supported yet")]
    [InlineData("nonsip_hook", 1, "module 'sipcapture': nonsip_hook is 1, and there is no event_route[sipcapture:request]")]
    [InlineData("report_arguments", "both", "module 'sipcapture': 'both' is no order of arguments")]
    [InlineData("mt_mode", "often", "module 'sipcapture': 'often' is no mt_mode; expected rand, round_robin or hash")]
    public void What_cannot_work_is_refused(string name, object value, string message)
    {
        using var bench = new ModuleBench("sipcapture").Set(name, value);

        Assert.False(bench.Start());

        Assert.Equal(message, bench.Diagnostics.FirstError!.Message);
    }

    [Fact]
    public void Any_octets_are_survived()
    {
        using var bench = Start(_ => { });
        var random = new Random(7);
        var packets = HepCases.Packets().ToArray();
        for (var i = 0; i < 5_000; i++)
        {
            var packet = (byte[])packets[i % packets.Length].Clone();
            for (var j = 0; j < 4; j++)
                packet[random.Next(packet.Length)] = (byte)random.Next(256);

            Receive(bench, packet[..random.Next(packet.Length + 1)]);
        }
    }

    [Fact]
    public void Status_command_answers_like_the_peer()
    {
        using var bench = Start(_ => { });

        Assert.Equal("Enabled", bench.Rpc("sipcapture.status", RpcValue.Of("ONE")).Rows[0].ToText());
        Assert.Equal("Bad parameter (on, off or check)", bench.Rpc("sipcapture.status", RpcValue.Of("x")).FaultText);
    }

    private static byte[] Deflate(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var stream = new ZLibStream(target, CompressionLevel.Fastest))
            stream.Write(bytes);

        return target.ToArray();
    }
}
