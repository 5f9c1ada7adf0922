using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.DbSqlite;
using Signalbox.Modules.Hep.Api;
using Signalbox.Modules.TraceQuery.Api;
using Xunit;

namespace Signalbox.Modules.Tests.SipTrace;

public sealed class SipTraceModuleTests
{
    private const string Options = "OPTIONS sip:127.0.0.1:15060 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:15070;branch=z9hG4bK-b1\r\nFrom: \"Alice\" <sip:alice@example.org>;tag=ft1\r\nTo: <sip:bob@example.org>\r\nCall-ID: opt@example.org\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
    private const string Reply = "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1:15070;branch=z9hG4bK-b1\r\nFrom: \"Alice\" <sip:alice@example.org>;tag=ft1\r\nTo: <sip:bob@example.org>;tag=x\r\nCall-ID: opt@example.org\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
    private static readonly HostEndPoint Caller = ModuleBench.Address("127.0.0.1", 15070);

    [Fact]
    public void Call_is_refused_while_tracing_is_off_and_nothing_is_armed()
    {
        using var bench = Start(bench => bench.Set("trace_on", 0));
        var context = bench.Receive(Options, Caller);

        Assert.Equal(-1, bench.Call(context, "sip_trace", ScriptValue.Empty, ScriptValue.Undefined, ScriptValue.Of("t")));
        SendReply(bench, context);

        Assert.Equal(0, Count(bench));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Copies_of_an_armed_transaction_go_on_while_tracing_is_off_unless_off_means_off(int offMode, int copies)
    {
        using var bench = Start(bench => bench.Set("trace_on", 0).Set("trace_to_database", 0).Set("trace_off_mode", offMode).Set("duplicate_uri", "sip:127.0.0.1:15100"));
        var context = bench.Receive(Options, Caller);

        Assert.Equal(-1, bench.Call(context, "sip_trace", ScriptValue.Empty, ScriptValue.Undefined, ScriptValue.Of("t")));
        SendReply(bench, context);

        Assert.Equal(copies, bench.Sender.Copies.Count);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 2, 2)]
    public void Flag_alone_traces_in_the_old_dialect(int mode, int rows, int copies)
    {
        using var bench = Start(bench => bench.Set("trace_flag", 5).Set("trace_flag_mode", mode).Set("duplicate_uri", "sip:127.0.0.1:15100"));
        var context = bench.Receive(Options, Caller);
        context.Flags = 1 << 5;

        SendReply(bench, context);
        SendReply(bench, context, MessageOrigin.TransactionReply);
        SendReply(bench, context, MessageOrigin.LocalAck);

        Assert.Equal(copies, bench.Sender.Copies.Count);
        Assert.Equal(rows, Count(bench));
    }

    [Fact]
    public void What_trace_mode_stores_is_not_stored_again_when_once_is_wanted()
    {
        using var bench = Start(bench => bench.Set("trace_mode", 2).Set("trace_once", 1));
        ((ITapObserver)bench.Module.Instance).Received(Shown(bench, Options));

        Assert.Equal(1, bench.Call(bench.Receive(Options, Caller), "sip_trace"));

        Assert.Equal(1, Count(bench));
    }

    [Fact]
    public void Message_of_the_script_goes_to_the_collector_with_its_own_addresses()
    {
        using var bench = Start(bench => bench.Set("trace_to_database", 0));
        ScriptValue[] arguments = [ScriptValue.Of("hello"), ScriptValue.Of("tcp:192.0.2.1:5060"), ScriptValue.Of("tcp:192.0.2.2:5070"), ScriptValue.Of("sip:127.0.0.1:15100"), ScriptValue.Of("abc")];

        Assert.Equal(1, bench.Call(bench.Receive(Options, Caller), "sip_trace_msg", arguments));
        Assert.Equal(-1, bench.Call(bench.Receive(Options, Caller), "sip_trace_msg", [ScriptValue.Empty, .. arguments[1..]]));
        Assert.Equal(-1, bench.Call(bench.Receive(Options, Caller), "sip_trace_msg", [arguments[0], ScriptValue.Of("here"), .. arguments[2..]]));

        var copy = Assert.Single(bench.Sender.Copies);
        Assert.Equal(HepError.None, HepReader.Read(copy.Bytes, out var packet));
        Assert.Equal("hello", Encoding.Latin1.GetString(copy.Bytes, packet.Payload.Start, packet.Payload.Length));
        Assert.Equal(ModuleBench.Address("192.0.2.1", 5060), packet.Source);
        Assert.Equal(ModuleBench.Address("192.0.2.2", 5070), packet.Destination);
        Assert.Equal("abc", Encoding.Latin1.GetString(copy.Bytes, packet.CorrelationId.Start, packet.CorrelationId.Length));
    }

    [Fact]
    public void Each_user_of_the_avp_gets_a_row_after_the_one_without_user()
    {
        using var bench = Start(bench => bench.Set("traced_user_avp", "$avp(tu)"));
        var context = bench.Receive(Options, Caller);
        context.Avps.Push("tu", ScriptValue.Of("u1"));
        context.Avps.Push("tu", ScriptValue.Of("u2"));

        Assert.Equal(1, bench.Call(context, "sip_trace"));

        bench.Stop();
        Assert.Equal(["", "u2", "u1"], bench.Rows("SELECT traced_user FROM sip_trace ORDER BY id").Select(row => row[0]));
        Assert.Equal(1, ((Signalbox.Modules.SipTrace.SipTraceModule)bench.Module.Instance).TracedRequests.Value);
    }

    [Fact]
    public void User_avp_alone_traces_stateless_replies_while_tracing_is_off()
    {
        using var bench = Start(bench => bench.Set("traced_user_avp", "$avp(tu)").Set("trace_on", 0));
        var context = bench.Receive(Options, Caller);
        context.Avps.Push("tu", ScriptValue.Of("u1"));

        SendReply(bench, context);

        bench.Stop();
        Assert.Equal("u1|OPTIONS|200|out", string.Join('|', Assert.Single(bench.Rows("SELECT traced_user, method, status, direction FROM sip_trace"))));
    }

    [Fact]
    public void Table_can_come_from_an_avp()
    {
        using var bench = Start(bench => bench.Set("trace_table_avp", "$avp(tt)"));
        var context = bench.Receive(Options, Caller);
        context.Avps.Push("tt", ScriptValue.Of("my_trace"));

        bench.Call(context, "sip_trace");

        bench.Stop();
        Assert.Single(bench.Rows("SELECT msg FROM my_trace"));
        Assert.Empty(bench.Rows("SELECT msg FROM sip_trace"));
    }

    [Fact]
    public void Correlation_id_of_a_call_is_stored_and_joins_the_legs_when_they_are_shown()
    {
        using var bench = Start(static bench => { });
        var (one, two) = (bench.Receive(Options, Caller), bench.Receive(Options.Replace("opt@", "leg2@", StringComparison.Ordinal), Caller));
        foreach (var context in (RoutingContext[])[one, two])
            Assert.Equal(1, bench.Call(context, "sip_trace", ScriptValue.Of("sip:127.0.0.1:15101"), ScriptValue.Of("opt@example.org-abc")));

        Assert.Equal(1, bench.Call(bench.Receive(Options.Replace("opt@", "alone@", StringComparison.Ordinal), Caller), "sip_trace"));
        bench.Stop();

        Assert.Equal(["opt@example.org-abc", "opt@example.org-abc", "null"], bench.Rows("SELECT correlation_id FROM sip_trace ORDER BY id").Select(static row => row[0]));
        using var trace = StoredTrace.Open([new DbSqliteModule(NullLoggerFactory.Instance)], new TraceOptions { Url = bench.Database });
        using var shown = new StringWriter();
        trace.Show("opt@example.org", shown);
        Assert.Contains("leg B: leg2@example.org, 1 messages, correlation id opt@example.org-abc", shown.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("alone@", shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Table_of_openser_is_made_when_it_is_asked_for()
    {
        using var bench = Start(static bench => bench.Set("table_form", "openser"));

        Assert.Equal(1, bench.Call(bench.Receive(Options, Caller), "sip_trace"));
        bench.Stop();

        Assert.Equal(
            ["id", "msg", "callid", "method", "status", "fromip", "toip", "date", "direction", "fromtag", "traced_user"],
            bench.Rows("SELECT name FROM pragma_table_info('sip_trace')").Select(static row => row[0]));
        Assert.Equal(
            ["sip_trace_call_id", "sip_trace_date_id", "sip_trace_ip_idx", "sip_trace_user_idx"],
            bench.Rows("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name").Select(static row => row[0]).Where(static name => name!.StartsWith("sip_", StringComparison.Ordinal)));
        Assert.Empty(bench.Rows("SELECT name FROM sqlite_master WHERE name = 'version'"));
        Assert.Equal("OPTIONS", bench.Rows("SELECT method FROM sip_trace WHERE date IS NOT NULL")[0][0]);
    }

    [Fact]
    public void Form_of_openser_leaves_a_table_that_has_more_columns_as_it_is_and_fills_them()
    {
        using var bench = new ModuleBench("siptrace").Set("trace_on", 1).Set("table_form", "openser").Set("date_column", "time_stamp");
        bench.Rows("CREATE TABLE sip_trace (id INTEGER PRIMARY KEY NOT NULL, time_stamp TIMESTAMP NOT NULL, time_us INTEGER NOT NULL, callid TEXT NOT NULL, traced_user TEXT NOT NULL, msg TEXT NOT NULL, method TEXT NOT NULL, status TEXT NOT NULL, fromip TEXT NOT NULL, toip TEXT NOT NULL, fromtag TEXT NOT NULL, direction TEXT NOT NULL)");
        Assert.True(bench.Start());

        Assert.Equal(1, bench.Call(bench.Receive(Options, Caller), "sip_trace"));
        bench.Stop();

        Assert.Equal(["integer", "12"], bench.Rows("SELECT typeof(time_us), (SELECT count(*) FROM pragma_table_info('sip_trace')) FROM sip_trace")[0]);
    }

    [Theory]
    [InlineData("", "correlation_id")]
    [InlineData(", correlation_id TEXT", "correlation_id")]
    [InlineData(", leg TEXT", "leg")]
    public void Table_of_the_peer_takes_the_correlation_id_in_the_column_that_is_named_or_added(string more, string column)
    {
        using var bench = new ModuleBench("siptrace").Set("trace_on", 1).Set("correlation_column", column);
        bench.Rows($"CREATE TABLE sip_trace (id INTEGER PRIMARY KEY NOT NULL, time_stamp TIMESTAMP NOT NULL, time_us INTEGER NOT NULL, callid VARCHAR(255) NOT NULL, traced_user VARCHAR(255) NOT NULL, msg TEXT NOT NULL, method VARCHAR(50) NOT NULL, status VARCHAR(255) NOT NULL, fromip VARCHAR(64) NOT NULL, toip VARCHAR(64) NOT NULL, fromtag VARCHAR(128) NOT NULL, totag VARCHAR(128) NOT NULL, direction VARCHAR(4) NOT NULL{more})");
        Assert.True(bench.Start());

        Assert.Equal(1, bench.Call(bench.Receive(Options, Caller), "sip_trace", ScriptValue.Of("sip:127.0.0.1:15101"), ScriptValue.Of("abc")));
        bench.Stop();

        Assert.Equal("abc", bench.Rows($"SELECT {column} FROM sip_trace")[0][0]);
    }

    [Fact]
    public void Hep_3_goes_to_the_argument_with_the_correlation_id()
    {
        using var bench = Start(bench => bench.Set("trace_to_database", 0).Set("hep_mode_on", 1).Set("hep_version", 3).Set("duplicate_uri", "sip:127.0.0.1:15100").Set("auth_key", "key").Set("hep_capture_id", 2001));
        var context = bench.Receive(Options, Caller);

        Assert.Equal(1, bench.Call(context, "sip_trace", ScriptValue.Of("sip:127.0.0.2:15101"), ScriptValue.Of("abc")));

        var copy = Assert.Single(bench.Sender.Copies);
        Assert.Equal(ModuleBench.Address("127.0.0.2", 15101), copy.Destination.Remote);
        Assert.Equal(HepError.None, HepReader.Read(copy.Bytes, out var packet));
        Assert.Equal(Caller, packet.Source);
        Assert.Equal(2001u, packet.CaptureId);
        Assert.Equal("abc", Encoding.Latin1.GetString(copy.Bytes, packet.CorrelationId.Start, packet.CorrelationId.Length));
        Assert.Equal("key", Encoding.Latin1.GetString(copy.Bytes, packet.AuthKey.Start, packet.AuthKey.Length));
        Assert.Equal(Options, Encoding.Latin1.GetString(copy.Bytes, packet.Payload.Start, packet.Payload.Length));
    }

    [Theory]
    [InlineData(1, 1, null, 15100)]
    [InlineData(1, 1, "sip:127.0.0.1:15101", 15101)]
    [InlineData(0, 0, null, 15100)]
    [InlineData(0, 1, null, 0)]
    [InlineData(0, 1, "", 15100)]
    [InlineData(0, 1, "sip:127.0.0.1:15101", 15101)]
    [InlineData(0, 1, "sip:collector.example.org", 9060)]
    public void Copy_goes_where_the_table_of_the_manual_says(int hep, int database, string? argument, int port)
    {
        using var bench = Start(bench => bench.Set("trace_to_database", database).Set("hep_mode_on", hep).Set("hep_version", 3).Set("duplicate_uri", "sip:127.0.0.1:15100"));

        Assert.Equal(1, bench.Call(bench.Receive(Options, Caller), "sip_trace", ScriptValue.Of(argument)));

        Assert.Equal(port == 0 ? [] : [port], bench.Sender.Copies.Select(copy => copy.Destination.Remote.Port));
        Assert.All(bench.Sender.Copies, copy => Assert.Equal(hep == 1, HepReader.Version(copy.Bytes) == 3));
    }

    [Fact]
    public void Without_rows_and_destination_the_call_fails()
    {
        using var bench = Start(bench => bench.Set("trace_to_database", 0));

        Assert.Equal(-1, bench.Call(bench.Receive(Options, Caller), "sip_trace"));
        Assert.Equal(-1, bench.Call(bench.Receive(Options, Caller), "sip_trace", ScriptValue.Of("no uri")));
        Assert.Equal(-1, bench.Call(bench.Receive(Options, Caller), "sip_trace", ScriptValue.Of("sip:unknown.example.org")));
    }

    [Fact]
    public void Copies_of_a_transaction_go_to_the_argument_but_stateless_replies_do_not()
    {
        using var bench = Start(bench => bench.Set("duplicate_uri", "sip:127.0.0.1:15100"));
        var context = bench.Receive(Options, Caller);
        bench.Call(context, "sip_trace", ScriptValue.Of("sip:127.0.0.1:15101"), ScriptValue.Undefined, ScriptValue.Of("t"));
        SendReply(bench, context);
        SendReply(bench, context, MessageOrigin.TransactionReply);

        Assert.Equal([15101, 15101], bench.Sender.Copies.Select(copy => copy.Destination.Remote.Port));
        Assert.Equal(3, Count(bench));
    }

    [Fact]
    public void Kemi_call_without_type_is_for_the_message_whatever_the_flag_says()
    {
        using var bench = Start(bench => bench.Set("trace_flag", 5));
        var context = bench.Receive(Options, Caller);
        context.Flags = 1 << 5;

        Assert.Equal(1, bench.Call(Surfaces.Kemi, context, "sip_trace"));
        SendReply(bench, context);

        Assert.Equal(1, Count(bench));
    }

    [Fact]
    public void Dialog_type_without_the_dialog_module_traces_the_message()
    {
        using var bench = Start(_ => { });

        Assert.True(Signalbox.Modules.SipTrace.TraceScope.TryParse("d", out var scope, out _));
        Assert.True(scope.IsDialog);
        Assert.False(Signalbox.Modules.SipTrace.TraceScope.TryParse("x", out _, out var error));
        Assert.Equal("'x' is no tracing type; expected m, t or d", error);
        Assert.Equal(1, bench.Call(Surfaces.Kemi, bench.Receive(Options, Caller), "sip_trace_mode", ScriptValue.Of("d")));
        Assert.Equal(1, bench.Call(Surfaces.Kemi, bench.Receive(Options, Caller), "sip_trace_mode", ScriptValue.Of("xyz")));
    }

    [Fact]
    public void Trace_mode_takes_every_message_and_repeated_ones_and_those_that_are_no_sip()
    {
        using var bench = Start(bench => bench.Set("trace_mode", 7).Set("hep_version", 2).Set("duplicate_uri", "sip:127.0.0.1:15100"));
        var tap = (ITapObserver)bench.Module.Instance;

        tap.Received(Shown(bench, Options));
        tap.Received(Shown(bench, Options));
        tap.Sent(Shown(bench, Reply));
        tap.Received(Shown(bench, new string('x', 40)));
        tap.Received(Shown(bench, "\r\n\r\n"));
        bench.Stop();

        Assert.Equal(8, bench.Sender.Copies.Count);
        Assert.Equal(
            ["OPTIONS||in|udp:127.0.0.1:15070|udp:127.0.0.1:15060|", "OPTIONS||in|udp:127.0.0.1:15070|udp:127.0.0.1:15060|", "OPTIONS|200|out|udp:127.0.0.1:15060|udp:127.0.0.1:15070|x"],
            bench.Rows("SELECT method, status, direction, fromip, toip, totag FROM sip_trace ORDER BY id").Select(row => string.Join('|', row)));
    }

    [Fact]
    public void Event_route_sees_the_traced_message_and_drop_keeps_it_out()
    {
        var seen = new List<string>();
        using var bench = new ModuleBench("siptrace").Set("trace_on", 1).Set("trace_mode", 6).Set("duplicate_uri", "sip:127.0.0.1:15100");
        bench.On("siptrace:msg", context =>
        {
            string[] names = ["src_addr", "src_host", "src_hostip", "src_port", "src_proto", "dst_addr", "direction"];
            seen.Add(string.Join(' ', names.Select(name => bench.Variable(context, "siptrace", name))));
            return new RouteResult(1, Drop: context.Message.IsRequest);
        });
        Assert.True(bench.Start());
        var tap = (ITapObserver)bench.Module.Instance;

        tap.Received(Shown(bench, Options));
        tap.Sent(Shown(bench, Reply));

        Assert.Equal(
            ["udp:127.0.0.1:15070 127.0.0.1 127.0.0.1 15070 udp udp:127.0.0.1:15060 in", "udp:127.0.0.1:15060 127.0.0.1 127.0.0.1 15060 udp udp:127.0.0.1:15070 out"],
            seen);
        Assert.Single(bench.Sender.Copies);
        Assert.Equal(1, Count(bench));
        Assert.Equal("<null>", bench.Variable(bench.Receive(Options, Caller), "siptrace", "src_addr"));
    }

    [Fact]
    public void X_headers_are_written_into_the_copy_and_read_back()
    {
        using var writer = Start(bench => bench.Set("trace_to_database", 0).Set("duplicate_uri", "sip:127.0.0.1:15100").Set("xheaders_write", 1));
        Assert.Equal(1, writer.Call(writer.Receive(Options, Caller), "sip_trace"));
        var copy = Encoding.Latin1.GetString(Assert.Single(writer.Sender.Copies).Bytes);
        Assert.Matches("Content-Length: 0\r\nX-Siptrace-Fromip: udp:127.0.0.1:15070\r\nX-Siptrace-Toip: udp:127.0.0.1:15060\r\nX-Siptrace-Time: \\d+ \\d+\r\nX-Siptrace-Method: OPTIONS\r\nX-Siptrace-Dir: in\r\n\r\n", copy);

        using var reader = Start(bench => bench.Set("xheaders_read", 1));
        Assert.Equal(1, reader.Call(reader.Receive(copy, ModuleBench.Address("192.0.2.1", 5060)), "sip_trace"));
        Assert.Equal(-1, reader.Call(reader.Receive(Options, Caller), "sip_trace"));

        reader.Stop();
        var row = Assert.Single(reader.Rows("SELECT fromip, msg FROM sip_trace"));
        Assert.Equal(["udp:127.0.0.1:15070", Options], row);
    }

    [Theory]
    [InlineData("X-Siptrace-Toip: udp", "X-Siptrace-Tooo: udp", "udp:192.0.2.7:5060|any:255.255.255.255:5060||")]
    [InlineData("X-Siptrace-Time: 1", "X-Siptrace-Tyme: 1", "udp:192.0.2.7:5060|udp:192.0.2.8:5060||")]
    [InlineData("X-Siptrace-Time: 1", "X-Siptrace-Time: one", "udp:192.0.2.7:5060|udp:192.0.2.8:5060||")]
    [InlineData("X-Siptrace-Dir: in", "X-Siptrace-Dir: inward", "udp:192.0.2.7:5060|udp:192.0.2.8:5060|OPTIONS|")]
    public void What_malformed_x_headers_do_not_say_is_left_empty_and_the_row_is_kept(string good, string bad, string expected)
    {
        const string block = "X-Siptrace-Fromip: udp:192.0.2.7:5060\r\nX-Siptrace-Toip: udp:192.0.2.8:5060\r\nX-Siptrace-Time: 1700000000 7\r\nX-Siptrace-Method: OPTIONS\r\nX-Siptrace-Dir: in\r\n";
        using var reader = Start(bench => bench.Set("xheaders_read", 1));
        var message = Options.Insert(Options.Length - 2, block.Replace(good, bad, StringComparison.Ordinal) + "X-Other: y\r\n");

        Assert.Equal(1, reader.Call(reader.Receive(message, Caller), "sip_trace"));

        reader.Stop();
        var row = Assert.Single(reader.Rows("SELECT fromip, toip, method, direction, msg FROM sip_trace"));
        Assert.Equal(expected, string.Join('|', row[..4]));
        Assert.Equal(Options.Insert(Options.Length - 2, "X-Other: y\r\n"), row[4]);
    }

    [Fact]
    public void Queues_are_shown_as_the_store_shows_them()
    {
        using var bench = Start(_ => { });

        var row = Assert.Single(bench.Rpc("siptrace.queues").Rows);

        Assert.Equal(["database", "enqueued", "written", "failed", "dropped", "depth", "spilled", "replayed", "backlog"], row.Members.Select(static member => member.Name));
    }

    [Theory]
    [InlineData(0, "udp:::1:15070|udp:::1:15060")]
    [InlineData(1, "udp:[::1]:15070|udp:[::1]:15060")]
    public void IPv6_of_a_call_has_the_brackets_that_are_wanted(int brackets, string expected)
    {
        using var bench = Start(bench => bench.Set("ipv6_brackets", brackets));

        bench.Call(bench.Receive(Options, ModuleBench.Address("::1", 15070), TransportProtocol.Udp, ModuleBench.Address("::1", 15060)), "sip_trace");

        bench.Stop();
        Assert.Equal(expected, string.Join('|', Assert.Single(bench.Rows("SELECT fromip, toip FROM sip_trace"))));
    }

    [Fact]
    public void Log_packet_names_the_hop_and_carries_the_call_id()
    {
        using var bench = Start(bench => bench.Set("duplicate_uri", "sip:127.0.0.1:15100").Set("auth_key", "s3cr3t-key"));

        Assert.Equal(1, bench.Call(bench.Receive(Options, Caller), "hlog", ScriptValue.Of("hello")));
        Assert.Equal(1, bench.Call(bench.Receive(Options, Caller), "hlog", ScriptValue.Of("cid"), ScriptValue.Of("hello")));

        var bytes = bench.Sender.Copies[0].Bytes;
        Assert.Equal(HepError.None, HepReader.Read(bytes, out var packet));
        Assert.Equal(HepPayloadType.Log, packet.PayloadType);
        Assert.Equal(bench.Socket.Local, packet.Source);
        Assert.Equal(15100, packet.Destination.Port);
        Assert.Equal("opt@example.org", Encoding.Latin1.GetString(bytes, packet.CorrelationId.Start, packet.CorrelationId.Length));

        using var without = Start(_ => { });
        Assert.Equal(-1, without.Call(without.Receive(Options, Caller), "hlog", ScriptValue.Of("hello")));
    }

    [Fact]
    public void Local_address_text_stands_in_rows_and_is_needed_with_transport_for_hep()
    {
        using var bench = Start(bench => bench.Set("trace_local_ip", "10.1.1.1:5064").Set("hep_mode_on", 1).Set("hep_version", 3).Set("duplicate_uri", "sip:127.0.0.1:15100"));

        bench.Call(bench.Receive(Options, Caller), "sip_trace");

        bench.Stop();
        Assert.Empty(bench.Sender.Copies);
        Assert.Equal("10.1.1.1:5064", Assert.Single(bench.Rows("SELECT toip FROM sip_trace"))[0]);
    }

    [Fact]
    public void Copies_leave_from_the_named_socket()
    {
        using var bench = Start(bench => bench.Set("trace_to_database", 0).Set("duplicate_uri", "sip:127.0.0.1:15100").Set("send_sock_name", "s2"));

        bench.Call(bench.Receive(Options, Caller), "sip_trace");

        Assert.Equal("s2", Assert.Single(bench.Sender.Copies).Destination.Socket!.Name);
    }

    [Theory]
    [InlineData("trace_flag", 40, "module 'siptrace': invalid trace flag 40")]
    [InlineData("hep_version", 4, "module 'siptrace': unsupported version of HEP: 4")]
    [InlineData("trace_init_mode", 1, "module 'siptrace': trace_init_mode 1 traces core events only, and trace_mode is 0")]
    [InlineData("duplicate_uri", "nonsense", "module 'siptrace': 'nonsense' is no SIP URI")]
    [InlineData("traced_user_avp", "$var(x)", "module 'siptrace': '$var(x)' is no AVP")]
    [InlineData("db_url", "mysql://u:p@h/d", "module 'siptrace': no loaded module writes to 'mysql' databases")]
    public void Wrong_parameter_is_refused(string name, object value, string message)
    {
        using var bench = new ModuleBench("siptrace").Set(name, value);

        Assert.False(bench.Start());

        Assert.Equal(message, bench.Diagnostics.FirstError!.Message);
    }

    [Fact]
    public void Unwritable_database_refuses_the_start_in_one_line()
    {
        using var bench = new ModuleBench("siptrace").Set("db_url", "sqlite:///nonexistent/trace.db");

        var exception = Assert.Throws<ModuleStartException>(() => bench.Start());

        Assert.Equal("siptrace: cannot use sqlite:///nonexistent/trace.db: unable to open the database file; does its folder exist and may this user write there?", exception.Message);
    }

    [Fact]
    public void Status_command_answers_like_the_peer()
    {
        using var bench = Start(_ => { });

        Assert.Equal("Enabled", bench.Rpc("siptrace.status", RpcValue.Of("check")).Rows[0].ToText());
        Assert.Equal("Disabled", bench.Rpc("siptrace.status", RpcValue.Of("OFFline")).Rows[0].ToText());
        Assert.Equal("Disabled", bench.Rpc("siptrace.status", RpcValue.Of("check")).Rows[0].ToText());
        Assert.Equal("Enabled", bench.Rpc("siptrace.status", RpcValue.Of("on")).Rows[0].ToText());
        Assert.Equal("Bad parameter (on, off or check)", bench.Rpc("siptrace.status", RpcValue.Of("x")).FaultText);
        Assert.Equal("Not enough parameters (on, off or check)", bench.Rpc("siptrace.status").FaultText);
        Assert.Empty(bench.Rpc("sip_trace", RpcValue.Of("off")).Rows);
        Assert.Equal("Disabled", bench.Rpc("siptrace.status", RpcValue.Of("check")).Rows[0].ToText());
        Assert.Equal("400 Bad parameter (on or off)", bench.Rpc("sip_trace", RpcValue.Of("offline")) is var bad ? $"{bad.FaultCode} {bad.FaultText}" : string.Empty);
    }

    [Fact]
    public void Tracing_a_message_allocates_nothing_in_steady_state()
    {
        using var bench = Start(bench => bench.Set("trace_flag", 3));
        var context = bench.Receive(Options, Caller);
        context.Flags = 1 << 3;
        for (var i = 0; i < 3000; i++)
            bench.Call(context, "sip_trace");

        Thread.Sleep(500);
        var function = bench.Module.Descriptor.Functions.First(item => item.Name == "sip_trace");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 500; i++)
            function.Invoke(bench.Module.Instance, context, default);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static ModuleBench Start(Action<ModuleBench> configure)
    {
        var bench = new ModuleBench("siptrace").Set("trace_on", 1);
        configure(bench);
        Assert.True(bench.Start());
        return bench;
    }

    private static int Count(ModuleBench bench)
    {
        bench.Stop();
        return bench.Rows("SELECT id FROM sip_trace").Count;
    }

    private static TapEvent Shown(ModuleBench bench, string message) => new()
    {
        Bytes = Encoding.Latin1.GetBytes(message), Local = bench.Socket.Local, Remote = Caller, Protocol = TransportProtocol.Udp,
        Socket = bench.Socket, Worker = bench.Worker, UtcTicks = DateTime.UtcNow.Ticks, Snapshot = bench.Snapshot,
    };

    private static void SendReply(ModuleBench bench, RoutingContext request, MessageOrigin origin = MessageOrigin.StatelessReply)
    {
        ((ITapObserver)bench.Module.Instance).Sent(new TapEvent
        {
            Bytes = Encoding.Latin1.GetBytes(Reply), Local = bench.Socket.Local, Remote = Caller, Protocol = TransportProtocol.Udp,
            Socket = bench.Socket, Worker = bench.Worker, UtcTicks = DateTime.UtcNow.Ticks, Snapshot = bench.Snapshot, Context = request,
            Origin = origin, Transaction = origin == MessageOrigin.StatelessReply ? null : new FakeTransaction(request),
        });
    }
}
