using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Hep.Api;
using Signalbox.Modules.SipCapture;
using Signalbox.Modules.Tests.Hep;
using Signalbox.Modules.Tests.SipTrace;
using Xunit;
using static Signalbox.Modules.Tests.SipCapture.CaptureBench;

namespace Signalbox.Modules.Tests.SipCapture;

/// <summary>The key of senders, and what came from OpenSIPS: storing without a script, columns of the call, chunks in the script.</summary>
public sealed class HepRouteModuleTests
{
    [Fact]
    public void A_key_is_required_when_one_is_configured()
    {
        using var bench = Start(bench => bench.Set("auth_key", "s3cr3t-key"));
        var messages = 0;
        bench.Input.Script = _ => messages++;

        Assert.True(Receive(bench, HepCases.Find("v3-all-capid-2001-1")));
        Assert.True(Receive(bench, HepCases.Find("v3-udp4-1")));
        Assert.True(Receive(bench, HepCases.Find("v1-udp4-1")));

        Assert.Equal((1, 2), (messages, (int)Module(bench).RefusedSenders.Value));
    }

    [Theory]
    [InlineData("hep_route", "none")]
    [InlineData("hep_store_no_script", 1)]
    public void Messages_are_stored_without_a_script(string name, object value)
    {
        using var bench = Start(bench => bench.Set(name, value));
        var messages = 0;
        bench.Input.Script = _ => messages++;
        using var entered = new PinnedWorker(bench);

        Assert.True(Receive(bench, HepCases.Find("v3-udp4-1")));

        bench.Stop();
        Assert.Equal(0, messages);
        Assert.Single(bench.Rows("SELECT id FROM sip_capture"));
    }

    [Fact]
    public void Custom_columns_take_the_texts_of_the_call()
    {
        using var bench = Start(_ => { });

        Assert.Equal(1, bench.Call(bench.Receive(Options, Feeder), "sip_capture", ScriptValue.Empty, ScriptValue.Of("one"), ScriptValue.Of("two")));

        bench.Stop();
        Assert.Equal(["one", "two", ""], bench.Rows("SELECT custom_field1, custom_field2, custom_field3 FROM sip_capture")[0]);
    }

    [Fact]
    public void Empty_text_leaves_what_the_header_said_in_a_custom_column()
    {
        using var bench = Start(_ => { });
        var context = bench.Receive(Options.Replace("CSeq:", "Mac: from-header\r\nIP: too\r\nCSeq:", StringComparison.Ordinal), Feeder);

        Assert.Equal(1, bench.Call(context, "sip_capture", ScriptValue.Empty, ScriptValue.Empty, ScriptValue.Of(new byte[4], 2, 0), ScriptValue.Of(7)));

        bench.Stop();
        Assert.Equal(["from-header", "too", "7"], bench.Rows("SELECT custom_field1, custom_field2, custom_field3 FROM sip_capture")[0]);
    }

    [Fact]
    public void Chunks_are_read_set_and_taken_out_by_the_script()
    {
        using var bench = new ModuleBench("sipcapture").Set("capture_on", 1).Set("nonsip_hook", 1);
        var results = new List<int>();
        bench.On("sipcapture:request", context =>
        {
            ReturnCode Set(string chunk, string data, string type = "", int vendor = 0) => ((SipCaptureModule)bench.Module.Instance).SetChunk(context, Name(chunk), ScriptValue.Of(data), DataType(type), vendor);
            results.AddRange(((int[])[Set("proto_type", "H321").Value, Set("src_ip", "2001:db8::1").Value, Set("dst_ip", "2001:db8::2").Value, Set("31", "132", "uint32", 3).Value, Set("timestamp", "1").Value, Set("src_port", "70000").Value]));
            results.Add(((SipCaptureModule)bench.Module.Instance).DeleteChunk(context, Name("0x0011")).Value);
            results.Add(((SipCaptureModule)bench.Module.Instance).DeleteChunk(context, Name("0x0011")).Value);
            results.Add(bench.Call(context, "sip_capture_forward", ScriptValue.Of("sip:127.0.0.1:15100")));
            context.DestinationUri.Set("sip:127.0.0.1:15100"u8);
            results.Add(((SipCaptureModule)bench.Module.Instance).Relay(context).Value);
            Assert.Equal("AF_INET UDP 127.0.0.1 15099", string.Join(' ', ((string[])["proto_family", "proto_id", "src_ip", "src_port"]).Select(name => bench.Variable(context, "hep_net", name))));
            return new RouteResult(0);
        });
        Assert.True(bench.Start());
        using var entered = new PinnedWorker(bench);

        Assert.True(Receive(bench, HepCases.Find("v3-all-capid-2001-1")));

        Assert.Equal([1, 1, 1, 1, -1, -1, 1, -1, 1, 1], results);
        var relayed = bench.Sender.Copies[1].Bytes;
        Assert.Equal(HepError.None, HepReader.Read(relayed, out var packet));
        Assert.Equal(("2001:db8::1", 12, true), (packet.Source.HostText(), (int)packet.PayloadType, packet.CorrelationId.IsEmpty));
        Assert.True(HepChunkReader.TryFind(relayed, 3, 31, out var custom));
        Assert.Equal(4, custom.Data.Length);
    }

    [Theory]
    [InlineData("3:0x065", "second")]
    [InlineData("0:0x012", "100")]
    [InlineData("0:0x011", "hep-opt@example.org-abc")]
    [InlineData("1:0x065", "")]
    public void Chunks_of_vendors_and_unknown_ones_are_read(string name, string expected)
    {
        var seen = string.Empty;
        using var bench = new ModuleBench("sipcapture").Set("capture_on", 1).Set("nonsip_hook", 1);
        bench.On("sipcapture:request", context =>
        {
            var module = (SipCaptureModule)bench.Module.Instance;
            module.SetChunk(context, Name("101"), ScriptValue.Of("second"), DataType("utf8-string"), 3);
            module.SetChunk(context, Name("0x0012"), ScriptValue.Of("100"), DataType("uint16"));
            seen = bench.Variable(context, "hep", name);
            return new RouteResult(0);
        });
        Assert.True(bench.Start());
        using var entered = new PinnedWorker(bench);

        Assert.True(Receive(bench, HepCases.Find("v3-all-capid-2001-1")));

        Assert.Equal(expected, seen);
    }

    [Fact]
    public void Reports_take_the_arguments_of_OpenSIPS_when_told_so()
    {
        using var bench = Start(bench => bench.Set("report_arguments", "opensips").Set("rtcp_table_name", "reports"));
        int Report(params ScriptValue[] arguments) => bench.Call(bench.Receive(Options, Feeder), "report_capture", arguments);

        Assert.Equal(1, Report(ScriptValue.Of("id-1")));
        Assert.Equal(1, Report(ScriptValue.Of("id-2"), ScriptValue.Of("other")));
        Assert.Equal(1, Report(ScriptValue.Of("id-3"), ScriptValue.Empty, ScriptValue.Of("5")));
        Assert.Equal(-1, Report(ScriptValue.Of("id-4"), ScriptValue.Empty, ScriptValue.Of("five")));

        bench.Stop();
        Assert.Equal(["id-1|1", "id-3|5"], bench.Rows("SELECT correlation_id, type FROM reports ORDER BY id").Select(static row => string.Join('|', row)));
        Assert.Equal("id-2", Assert.Single(bench.Rows("SELECT correlation_id FROM other"))[0]);
    }

    private static HepChunkName Name(string text)
    {
        Assert.True(HepChunkName.TryParse(text, out var name, out var error), error);
        return name;
    }

    private static HepDataType DataType(string text)
    {
        Assert.True(HepDataType.TryParse(text, out var type, out var error), error);
        return type;
    }
}
