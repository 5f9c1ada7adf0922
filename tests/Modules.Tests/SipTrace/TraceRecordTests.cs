using System.Text;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.SipTrace;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Modules.Tests.SipTrace;

/// <summary>Plays the messages of recorded calls at the tap and compares the rows with the recorded ones.</summary>
public sealed class TraceRecordTests
{
    public static TheoryData<string> Cases => [.. TableFile.Rows("Cases/SipTrace/records.tsv").Select(row => row["case"]).Distinct()];

    [Theory, MemberData(nameof(Cases))]
    public void Rows_are_those_of_the_recorded_call(string name)
    {
        var rows = TableFile.Rows("Cases/SipTrace/records.tsv").Where(row => row["case"] == name).ToArray();
        using var bench = new ModuleBench("siptrace").Set("trace_on", 1).Set("trace_flag", 22);
        Assert.True(bench.Start());

        Play(bench, rows);
        bench.Stop();

        var stored = bench.Rows("SELECT callid, method, status, direction, fromip, toip, fromtag, totag, msg FROM sip_trace ORDER BY id");
        string[] columns = ["callid", "method", "status", "direction", "fromip", "toip", "fromtag", "totag", "msg"];
        Assert.Equal(rows.Select(row => string.Join('|', columns.Select(column => row[column]))), stored.Select(cells => string.Join('|', cells)));
    }

    private static void Play(ModuleBench bench, IEnumerable<TableRow> rows)
    {
        RoutingContext? request = null;
        RoutingContext? cancel = null;
        foreach (var row in rows)
        {
            TransportProtocol protocol;
            Assert.True(TraceAddress.TryRead(Encoding.Latin1.GetBytes(row["fromip"]), out protocol, out var from));
            Assert.True(TraceAddress.TryRead(Encoding.Latin1.GetBytes(row["toip"]), out protocol, out var to));
            var isOutgoing = row["direction"] == "out";
            var context = bench.Receive(row["msg"], isOutgoing ? to : from, protocol, isOutgoing ? from : to);
            if (row["event"] == "call")
            {
                context.Flags = 1u << 22;
                Assert.Equal(1, bench.Call(context, "sip_trace"));
                request = context;
                continue;
            }

            if (row["method"] == "CANCEL" && row["event"] == "matched" && row["status"].Length == 0)
                cancel = context;

            var isStateless = name(row).StartsWith("sl-", StringComparison.Ordinal) || row["event"] == "stateless-reply";
            Show(bench, row, context, isStateless ? null : request, row["method"] == "CANCEL" && row["event"] == "local-reply" ? cancel : request, isOutgoing);
        }

        static string name(TableRow row) => row["case"];
    }

    private static void Show(ModuleBench bench, TableRow row, RoutingContext context, RoutingContext? transaction, RoutingContext? source, bool isOutgoing)
    {
        var tap = (ITapObserver)bench.Module.Instance;
        var shown = new TapEvent
        {
            Bytes = context.Message.Bytes,
            Local = context.Received.Local,
            Remote = context.Received.Remote,
            Protocol = context.Received.Protocol,
            Socket = bench.Socket,
            Worker = bench.Worker,
            UtcTicks = context.Received.UtcTicks,
            Snapshot = bench.Snapshot,
            Transaction = transaction is null ? null : new FakeTransaction(transaction),
            Context = row["event"] == "matched" || (row["event"] == "forwarded-reply" && row["status"][0] < '3') ? context : source,
            Origin = row["event"] switch
            {
                "matched" => MessageOrigin.Network,
                "stateless-reply" => MessageOrigin.StatelessReply,
                "local-reply" => MessageOrigin.TransactionReply,
                "local-ack" => MessageOrigin.LocalAck,
                "local-cancel" => MessageOrigin.LocalCancel,
                _ => MessageOrigin.Forwarded,
            },
        };
        if (isOutgoing)
            tap.Sent(shown);
        else
            tap.Matched(shown);
    }
}
