using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Control;
using Signalbox.Modules.Ctl.Api;
using Signalbox.Modules.Jsonrpcs;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Jsonrpcs;

/// <summary>What the peer answered to the same requests, for commands whose answer does not depend on the time or on a load of modules.</summary>
public sealed class JsonGoldenTests
{
    private const string Version = "kamailio 5.6.3 (x86_64/linux) ";
    private static readonly string[] Varying = ["core.uptime", "ul.lookup", "cnt.grps_list", "dlg.", "mqueue.", "dispatcher.", "core.sockets_list", "stats.", "htable.dump"];

    public static TheoryData<string, string, string> Calls
    {
        get
        {
            var calls = new TheoryData<string, string, string>();
            foreach (var file in (string[])["jsonrpc-fifo.txt", "jsonrpc-datagram.txt"])
            {
                foreach (var call in RecordedCall.ReadAll(Path.Combine(AppContext.BaseDirectory, "Golden", "Jsonrpcs", file)).Where(static call => !Array.Exists(Varying, call.Request.Contains)))
                    calls.Add(call.Name, call.Request, call.Reply);
            }

            return calls;
        }
    }

    [Fact]
    public void The_recording_holds_enough_requests() => Assert.True(Calls.Count > 20);

    [Theory, MemberData(nameof(Calls))]
    public async Task A_recorded_request_gets_the_recorded_reply(string name, string request, string reply)
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource(
            "loadmodule \"pv.so\"\nloadmodule \"cfg_rpc.so\"\nloadmodule \"htable.so\"\nloadmodule \"siptrace.so\"\nloadmodule \"usrloc.so\"\nmodparam(\"htable\", \"htable\", \"a=>size=4\")\nmodparam(\"siptrace\", \"trace_on\", 1)\nmodparam(\"siptrace\", \"trace_to_database\", 0)\n"
            + "mygrp.test = 10\nmygrp.label = \"abc\"\ndebug=2\nrequest_route { $sht(a=>k2) = 42; $sht(a=>k1) = \"v1\"; }\n",
            engine.Services);
        await engine.StartAsync(source);
        engine.Deliver("OPTIONS sip:a SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nFrom: <sip:a>;tag=1\r\nTo: <sip:a>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n\r\n", "192.0.2.1:5060");
        var server = new JsonServer(engine.Services.Get<RpcDispatcher>(), isPretty: true, NullLogger.Instance);
        var output = new ByteWriter();

        if (server.Read(Encoding.Latin1.GetBytes(request), "test") is { IsVersion2: true } read && (!request.Contains("reply_name", StringComparison.Ordinal) || ReplyFifo.IsName(read.ReplyName)) && name != "no reply_name")
            server.Answer(read, output);

        var ours = $"{engine.Services.Get<RpcDispatcher>().Execute("core.version", []).Rows[0].ToText()}";
        Assert.Equal(reply, Encoding.Latin1.GetString(output.Written).Replace(ours, Version, StringComparison.Ordinal));
        await engine.StopAsync();
    }
}
