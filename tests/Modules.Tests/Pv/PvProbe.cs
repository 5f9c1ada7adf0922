using System.Text;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Pv;

/// <summary>Evaluates an expression on the message of the recordings.</summary>
internal static class PvProbe
{
    private const string Modules = """
        debug=2
        children=1
        alias="example.test"
        server_id=7
        listen=udp:127.0.0.1:16160
        #!define KAMAILIO_6
        loadmodule "pv.so"
        loadmodule "xlog.so"
        loadmodule "sl.so"
        loadmodule "tm.so"
        loadmodule "tmx.so"
        loadmodule "rr.so"
        loadmodule "textops.so"
        loadmodule "textopsx.so"
        loadmodule "siputils.so"
        loadmodule "corex.so"
        loadmodule "kex.so"
        loadmodule "htable.so"
        loadmodule "cfgutils.so"
        loadmodule "ipops.so"
        loadmodule "avpops.so"
        loadmodule "sdpops.so"
        loadmodule "cfg_rpc.so"
        modparam("htable", "htable", "a=>size=4;")
        modparam("pv", "shvset", "seed=i:42")
        modparam("pv", "varset", "vseed=s:abc")

        """;

    private const string Message = """
        INVITE sip:alice@example.test:5070;transport=udp;lab=1 SIP/2.0
        Via: SIP/2.0/UDP 127.0.0.1:16161;branch=z9hG4bK-t1;rport
        Via: SIP/2.0/TCP 10.1.1.1:5062;branch=z9hG4bK-t0;received=10.9.9.9
        Max-Forwards: 68
        Record-Route: <sip:10.1.1.1:5062;lr;ftag=ft1>
        From: "Bob Q" <sip:bob@caller.test:5080;user=phone>;tag=ft1
        To: Alice <sip:alice@example.test;x=y>
        Call-ID: cid-1@caller.test
        CSeq: 17 INVITE
        Contact: <sip:bob@127.0.0.1:16161;ob>;expires=300;q=0.5
        X-Test: id
        X-A: one
        X-A: two
        X-A: three
        X-Num: 42
        X-Empty:
        X-Quoted: "hello ""world"
        User-Agent: probe/1.0
        P-Asserted-Identity: "PA" <sip:pai@caller.test>, <tel:+15551234>
        P-Preferred-Identity: <sip:ppi@caller.test>
        Remote-Party-ID: <sip:rpid@caller.test>;privacy=full
        Diversion: <sip:div@caller.test>;reason=unconditional;privacy=off
        Privacy: id
        Subject: greetings
        Expires: 600
        Content-Type: application/sdp
        Content-Length: 138

        v=0
        o=- 1 1 IN IP4 10.0.0.5
        s=-
        c=IN IP4 10.0.0.5
        t=0 0
        m=audio 4000 RTP/AVP 8 0 101
        a=rtpmap:101 telephone-event/8000
        a=sendrecv

        """;

    /// <summary>Runs statements and evaluates; the result is written as in the recordings: <c>int 5</c>, <c>str [x]</c>, <c>null</c>.</summary>
    public static async Task<string> EvaluateAsync(string setup, string expression)
    {
        var lines = await RunAsync($$"""
            {{setup}}
            $avp(r) = {{expression}};
            $var(k) = $avp(r) + "z";
            xlog("L_INFO", "$avp(r)");
            xlog("L_INFO", "$var(k)");
            """);
        var (text, sum) = (lines[^2], lines[^1]);
        if (text == "<null>" && sum == "z")
            return "null";

        return sum == $"{text}z" ? $"str [{text}]" : $"int {text}";
    }

    /// <summary>Runs statements below <paramref name="top"/>; returns the lines that they logged with <c>R|</c> before them, without it.</summary>
    public static async Task<string> PrintAsync(string top, string statements)
    {
        var printed = new StringBuilder();
        foreach (var entry in await RunAsync(statements, top))
        {
            if (entry.StartsWith("R|", StringComparison.Ordinal))
                printed.Append(entry.AsSpan(2)).Append('\n');
        }

        // The recordings have no line ends of the wire and no empty lines.
        return string.Join('\n', printed.Replace("\r", string.Empty).ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Runs statements; returns what they logged.</summary>
    public static async Task<List<string>> RunAsync(string statements, string top = "")
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource($"{Modules}{top}\nrequest_route {{\n{statements}\nexit;\n}}\n", engine.Services);
        await engine.StartAsync(source);
        engine.Deliver(Message.Replace("\n", "\r\n", StringComparison.Ordinal), "127.0.0.1:16161");
        await engine.StopAsync();
        return engine.Log.ConvertAll(static line => line.Text);
    }
}
