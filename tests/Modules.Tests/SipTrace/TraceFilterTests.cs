using System.Text;
using Signalbox.Engine.Control;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Hep.Api;
using Signalbox.Modules.SipTrace;
using Xunit;

namespace Signalbox.Modules.Tests.SipTrace;

/// <summary>siptrace.start, siptrace.stop and siptrace.list, while trace_on is 0.</summary>
public sealed class TraceFilterTests
{
    private static readonly HostEndPoint Caller = ModuleBench.Address("127.0.0.1", 15070);
    private static readonly HostEndPoint Callee = ModuleBench.Address("198.51.100.7", 5060);

    [Theory]
    [InlineData("from=alice", true)]
    [InlineData("from=sip:alice@example.org", true)]
    [InlineData("from=alice@EXAMPLE.org", true)]
    [InlineData("from=ali*", true)]
    [InlineData("from=@example.org", true)]
    [InlineData("from=bob", false)]
    [InlineData("from=alice@example.com", false)]
    [InlineData("to=bob", true)]
    [InlineData("to=alice", false)]
    [InlineData("user=bob", true)]
    [InlineData("user=desk", true)]
    [InlineData("user=carol", false)]
    [InlineData("ip=127.0.0.1", true)]
    [InlineData("ip=127.0.0.0/25", true)]
    [InlineData("ip=127.0.0.128/25", false)]
    [InlineData("ip=::1", false)]
    [InlineData("callid=c1", true)]
    [InlineData("callid=c", false)]
    [InlineData("from=alice ip=127.0.0.1 callid=c1", true)]
    [InlineData("from=alice ip=127.0.0.2", false)]
    public void A_filter_matches_what_it_says(string words, bool isTraced)
    {
        using var bench = Start();
        Begin(bench, words);

        Show(bench, "INVITE", "c1", Caller);

        Assert.Equal(isTraced ? 1 : 0, Rows(bench).Count);
    }

    [Fact]
    public void A_call_that_matched_is_followed_on_its_other_leg_and_other_calls_are_not()
    {
        using var bench = Start();
        Begin(bench, "ip=127.0.0.1");

        Show(bench, "INVITE", "c1", Caller);
        Show(bench, "INVITE", "c1", Callee, isSent: true);
        Show(bench, "INVITE", "c2", Callee, isSent: true);

        Assert.Equal(["in udp:127.0.0.1:15070 udp:127.0.0.1:15060", "out udp:127.0.0.1:15060 udp:198.51.100.7:5060"], Rows(bench));
    }

    [Fact]
    public void It_ends_when_it_has_traced_as_many_messages_as_it_may()
    {
        using var bench = Start();
        Begin(bench, "from=alice max=3");
        for (var i = 0; i < 5; i++)
            Show(bench, "OPTIONS", "c1", Caller);

        Assert.Equal("1|ended by max|3|3", Listing(bench));
        Assert.Equal(3, Rows(bench).Count);
    }

    [Fact]
    public void It_ends_when_an_operator_stops_it()
    {
        using var bench = Start();
        Begin(bench, "from=alice");
        Begin(bench, "to=bob");

        Assert.Equal("no tracing has the id 7", bench.Rpc("siptrace.stop", RpcValue.Of(7)).FaultText);
        Assert.Equal("expected the id of a tracing, or all", bench.Rpc("siptrace.stop").FaultText);
        Assert.Equal("1", Member(bench.Rpc("siptrace.stop", RpcValue.Of(1)), "stopped"));
        Assert.Equal("1", Member(bench.Rpc("siptrace.stop", RpcValue.Of("all")), "stopped"));
        Assert.Equal("0", Member(bench.Rpc("siptrace.stop", RpcValue.Of("all")), "stopped"));
        Show(bench, "INVITE", "c1", Caller);

        Assert.Empty(Rows(bench));
    }

    [Fact]
    public void Its_time_ends_it()
    {
        var filters = new TraceFilters();
        filters.TryStart(new TraceFilter { Until = Environment.TickCount64 + 60_000, Max = 1 });
        filters.TryStart(new TraceFilter { Until = Environment.TickCount64 - 1, Max = 1 });

        Assert.True(filters.Any);
        Assert.Equal(1, Assert.Single(filters.Live).Id);
        Assert.Equal(FilterEnd.Time, Assert.Single(filters.Ended).End);
    }

    [Fact]
    public void Members_of_an_object_say_the_same_as_words()
    {
        using var bench = Start();

        var call = bench.Rpc("siptrace.start", RpcValue.Struct().With("from", "alice").With("for", "90s").With("max", 7));

        Assert.Equal("90", Member(call, "left"));
        Assert.Equal("7", Member(call, "max"));
    }

    [Theory]
    [InlineData("from", "found 'from', expected name=value with from, to, user, ip, callid, for, max, script or uri")]
    [InlineData("form=alice", "unknown name 'form', expected from, to, user, ip, callid, for, max, script or uri")]
    [InlineData("from=", "'from' has no value")]
    [InlineData("ip=300.1.1.1", "'300.1.1.1' is no address and no network")]
    [InlineData("ip=10.0.0.0/33", "'10.0.0.0/33' is no address and no network")]
    [InlineData("from=alice for=2d", "'2d' is no time of 1s to 24h, such as 90s, 10m or 2h")]
    [InlineData("from=alice for=25h", "'25h' is no time of 1s to 24h, such as 90s, 10m or 2h")]
    [InlineData("from=alice max=0", "'0' is no number of 1 to 1000000")]
    [InlineData("from=alice uri=nowhere", "'nowhere' is no SIP URI")]
    [InlineData("from=alice script=maybe", "'maybe' is neither on nor off")]
    [InlineData("for=10m", "nothing says what to trace: give from, to, user, ip or callid")]
    public void Wrong_words_are_named(string words, string fault)
    {
        using var bench = Start();

        Assert.Equal(fault, Call(bench, words).FaultText);
    }

    [Fact]
    public void The_number_of_filters_is_bounded()
    {
        using var bench = Start();
        for (var i = 0; i < TraceFilters.MaxLive; i++)
            Begin(bench, "from=alice");

        Assert.Equal("32 tracings run already; end one with siptrace.stop", Call(bench, "from=alice").FaultText);
    }

    [Fact]
    public void Each_message_goes_once_into_each_sink_however_many_filters_and_trace_mode_want_it()
    {
        using var bench = Start(static bench => bench.Set("trace_on", 1).Set("trace_mode", 3).Set("hep_mode_on", 1).Set("hep_version", 3).Set("duplicate_uri", "sip:127.0.0.1:15100"));
        Begin(bench, "from=alice");
        Begin(bench, "to=bob");
        Begin(bench, "to=bob uri=sip:127.0.0.2:15101");

        Show(bench, "INVITE", "c1", Caller);

        Assert.Single(Rows(bench));
        Assert.Equal([15100, 15101], bench.Sender.Copies.Select(static copy => copy.Destination.Remote.Port));
    }

    [Fact]
    public void Without_a_sink_it_says_so()
    {
        using var bench = new ModuleBench("siptrace").Set("trace_to_database", 0);
        Assert.True(bench.Start());

        Assert.Equal("nowhere to trace to: the configuration has no database and no duplicate_uri; give uri=", Call(bench, "from=alice").FaultText);
        Assert.Equal(0, Call(bench, "from=alice uri=sip:127.0.0.1:9060").FaultCode);
    }

    [Fact]
    public void Repeated_bytes_are_marked_when_there_is_a_column_for_it()
    {
        using var bench = Start(static bench => bench.Set("mark_column", "mark"));
        Begin(bench, "from=alice");
        foreach (var callId in (string[])["c1", "c1", "c2"])
            Show(bench, "INVITE", callId, Caller);

        Show(bench, "INVITE", "c1", Caller, isSent: true);
        bench.Stop();
        Assert.Equal(["", "retransmission", "", ""], bench.Rows("SELECT mark FROM sip_trace ORDER BY id").Select(static row => row[0]));
    }

    [Fact]
    public void Steps_of_the_script_are_stored_for_calls_that_a_filter_follows_and_wants_them_of()
    {
        using var bench = Start();
        Begin(bench, "callid=c1 script=on max=1");
        Begin(bench, "callid=c2");
        foreach (var callId in (string[])["c1", "c2", "c3"])
            Show(bench, "INVITE", callId, Caller);

        var observer = (IScriptObserver)bench.Module.Instance;
        foreach (var callId in (string[])["c1", "c2", "c3"])
        {
            var context = bench.Receive(Encoding.Latin1.GetString(Event(bench, "INVITE", callId, Caller).Bytes), Caller);
            Assert.Equal(callId == "c1", observer.Wants(context));
            for (var i = 0; i < 300; i++)
                observer.Stepped(context, new ScriptStep { Kind = ScriptStepKind.Assignment, Position = new ScriptPosition("$var(x)", "route[a]", "a.cfg:7"), Depth = 2, Value = ScriptValue.Of(i) });
        }

        Assert.Equal("on", Member(bench.Rpc("siptrace.list"), "script"));
        bench.Stop();
        var rows = bench.Rows("SELECT callid, depth, kind, name, value, route, place FROM script_trace ORDER BY id");
        Assert.Equal(256, rows.Count);
        Assert.Equal("c1|2|set|$var(x)|0|route[a]|a.cfg:7", string.Join('|', rows[0]));
    }

    [Fact]
    public void Steps_go_to_the_database_or_else_to_the_log_and_the_answer_says_which()
    {
        using (var bench = Start())
            Assert.Equal("database", Member(Call(bench, "from=alice script=on"), "steps"));

        using (var bench = Start(static bench => bench.Set("trace_to_database", 0)))
        {
            Assert.Equal("log, level INFO", Member(Call(bench, "from=alice script=on"), "steps"));
            Show(bench, "INVITE", "c1", Caller);
            var context = bench.Receive(Encoding.Latin1.GetString(Event(bench, "INVITE", "c1", Caller).Bytes), Caller);
            Assert.True(((IScriptObserver)bench.Module.Instance).Wants(context));
            Assert.StartsWith("nowhere to trace to", Call(bench, "from=bob").FaultText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Steps_in_the_log_are_one_line_each_whatever_a_value_holds()
    {
        using var bench = Start();
        var log = new LineLog();
        var context = bench.Receive(Encoding.Latin1.GetString(Event(bench, "INVITE", "c1", Caller).Bytes), Caller);

        new StepLog(log).Store(context, "c1\n"u8, new ScriptStep { Kind = ScriptStepKind.Call, Position = new ScriptPosition("t_relay", "route[a]", "a.cfg:7"), Depth = 2, Value = ScriptValue.Of("a\r\n{b}\u001b") });

        Assert.Equal(["script of c1.: 2 call t_relay a..{b}. in route[a] a.cfg:7"], log.Lines);
    }

    [Theory]
    [InlineData("0xa1b2:7", 0xa1b2, 7)]
    [InlineData("41394:0x0101", 0xa1b2, 0x101)]
    public void Repeated_bytes_are_marked_in_HEP_3_when_a_chunk_is_named_for_it(string chunk, int vendor, int number)
    {
        using var bench = Start(bench => bench.Set("mark_chunk", chunk).Set("trace_to_database", 0).Set("hep_mode_on", 1).Set("hep_version", 3).Set("duplicate_uri", "sip:127.0.0.1:15100"));
        Begin(bench, "from=alice");
        foreach (var callId in (string[])["c1", "c1", "c2"])
            Show(bench, "INVITE", callId, Caller);

        Assert.Equal(["", "retransmission", ""], bench.Sender.Copies.Select(copy =>
            HepChunkReader.TryFind(copy.Bytes, vendor, number, out var mark) ? Encoding.Latin1.GetString(copy.Bytes, mark.Data.Start, mark.Data.Length) : string.Empty));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("0:7")]
    [InlineData("1:70000")]
    [InlineData("a:b")]
    public void A_chunk_that_is_none_of_a_vendor_is_refused(string chunk)
    {
        using var bench = new ModuleBench("siptrace").Set("mark_chunk", chunk);

        Assert.False(bench.Start());

        Assert.Equal($"module 'siptrace': '{chunk}' is no chunk of a vendor", bench.Diagnostics.FirstError!.Message);
    }

    [Fact]
    public void Copies_carry_X_headers_when_they_are_written()
    {
        using var bench = Start(static bench => bench.Set("trace_to_database", 0).Set("xheaders_write", 1).Set("duplicate_uri", "sip:127.0.0.1:15100"));
        Begin(bench, "from=alice");

        Show(bench, "INVITE", "c1", Caller);
        Show(bench, "INVITE", "c1", Callee, isSent: true);

        var copies = bench.Sender.Copies.Select(static copy => Encoding.Latin1.GetString(copy.Bytes)).ToArray();
        Assert.Contains("X-Siptrace-Fromip: udp:127.0.0.1:15070\r\nX-Siptrace-Toip: udp:127.0.0.1:15060\r\n", copies[0], StringComparison.Ordinal);
        Assert.Contains("X-Siptrace-Method: INVITE\r\nX-Siptrace-Dir: in\r\n\r\n", copies[0], StringComparison.Ordinal);
        Assert.Contains("X-Siptrace-Toip: udp:198.51.100.7:5060\r\n", copies[1], StringComparison.Ordinal);
        Assert.Contains("X-Siptrace-Dir: out\r\n\r\n", copies[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_cost_nothing_while_no_filter_runs()
    {
        using var bench = Start();
        Show(bench, "OPTIONS", "c1", Caller);
        var shown = Event(bench, "OPTIONS", "c1", Caller);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            ((ITapObserver)bench.Module.Instance).Received(shown);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static ModuleBench Start(Action<ModuleBench>? configure = null)
    {
        var bench = new ModuleBench("siptrace");
        configure?.Invoke(bench);
        Assert.True(bench.Start());
        return bench;
    }

    private static RpcCall Call(ModuleBench bench, string words) =>
        bench.Rpc("siptrace.start", [.. words.Split(' ').Select(static word => RpcValue.Of(word))]);

    private static void Begin(ModuleBench bench, string words) => Assert.Equal(string.Empty, Call(bench, words).FaultText);

    private static string Member(RpcCall call, string name) => call.Rows[0].Members.First(member => member.Name == name).Value.ToText();

    private static string Listing(ModuleBench bench)
    {
        var call = bench.Rpc("siptrace.list");
        return string.Join('|', Member(call, "id"), Member(call, "state"), Member(call, "seen"), Member(call, "max"));
    }

    private static List<string> Rows(ModuleBench bench)
    {
        bench.Stop();
        return [.. bench.Rows("SELECT direction, fromip, toip FROM sip_trace ORDER BY id").Select(static row => string.Join(' ', row))];
    }

    private static void Show(ModuleBench bench, string method, string callId, HostEndPoint remote, bool isSent = false)
    {
        var tap = (ITapObserver)bench.Module.Instance;
        if (isSent)
            tap.Sent(Event(bench, method, callId, remote));
        else
            tap.Received(Event(bench, method, callId, remote));
    }

    private static TapEvent Event(ModuleBench bench, string method, string callId, HostEndPoint remote) => new()
    {
        Bytes = Encoding.Latin1.GetBytes($"{method} sip:desk@127.0.0.1:15060 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:15070;branch=z9hG4bK-b1\r\nFrom: <sip:alice@example.org>;tag=ft1\r\nTo: <sip:bob@example.org>\r\nCall-ID: {callId}\r\nCSeq: 1 {method}\r\nContent-Length: 0\r\n\r\n"),
        Local = bench.Socket.Local, Remote = remote, Protocol = TransportProtocol.Udp, Socket = bench.Socket, Worker = bench.Worker,
        UtcTicks = DateTime.UtcNow.Ticks, Snapshot = bench.Snapshot,
    };
}
