using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tm;

/// <content>RPC commands.</content>
internal sealed partial class TmModule
{
    private const int MaxListed = 10000;

    /// <summary>Counters.</summary>
    [Rpc("tm.stats", Summary = "Shows counters of the transaction layer.")]
    public void Stats(RpcCall call)
    {
        var statistics = _services.Statistics;
        var current = _services.Table.Count;
        var local = statistics.Local.Value;
        var created = statistics.Server.Value + local;
        call.AddStruct()
            .With("current", current)
            .With("waiting", _services.Table.CountWaiting())
            .With("total", created)
            .With("total_local", local)
            .With("rpl_received", statistics.Received.Value)
            .With("rpl_generated", statistics.Generated.Value)
            .With("rpl_sent", statistics.Sent.Value)
            .With("6xx", statistics.Finals(6).Value)
            .With("5xx", statistics.Finals(5).Value)
            .With("4xx", statistics.Finals(4).Value)
            .With("3xx", statistics.Finals(3).Value)
            .With("2xx", statistics.Finals(2).Value)
            .With("created", created)
            .With("freed", created - current)
            .With("delayed_free", 0);
    }

    /// <summary>Live transactions.</summary>
    [Rpc("tm.list", IsList = true, Summary = "Lists the transactions.")]
    public void List(RpcCall call)
    {
        foreach (var transaction in _services.Table.Snapshot(MaxListed))
        {
            lock (transaction.Gate)
            {
                if (transaction.IsLive)
                    call.Add(Describe(transaction));
            }

            transaction.Release();
        }
    }

    /// <summary>The transactions in memory, as a counter of now.</summary>
    internal Counter CountInUse()
    {
        var counter = new Counter();
        counter.Add(_services.Table.Count);
        return counter;
    }

    /// <summary>Those of them that have not ended.</summary>
    internal Counter CountActive()
    {
        var counter = new Counter();
        counter.Add(Math.Max(0, _services.Table.Count - _services.Table.CountWaiting()));
        return counter;
    }

    private RpcValue Describe(Transaction transaction)
    {
        var message = transaction.Request.Message;
        var cseq = message.TryGetCSeq(out var parsed) ? Latin1.ToText(message.Span(parsed.NumberText)) : string.Empty;
        return RpcValue.Struct()
            .With("cell", $"0x{transaction.Bucket:x}")
            .With("tindex", transaction.Bucket)
            .With("tlabel", transaction.Label)
            .With("method", Latin1.ToText(message.Span(message.MethodText)))
            .With("from", Line(message, HeaderName.From))
            .With("to", Line(message, HeaderName.To))
            .With("callid", Line(message, HeaderName.CallId))
            .With("cseq", $"CSeq: {cseq}")
            .With("uas_request", transaction.Local is null ? "yes" : "no")
            .With("tflags", transaction.IsInvite ? 1 : 0)
            .With("outgoings", transaction.BranchCount)
            .With("ref_count", 1)
            .With("lifetime", _services.Timers.NowMilliseconds - transaction.Began);
    }

    private static string Line(SipMessage message, HeaderName name)
    {
        var index = message.Find(name);
        return index < 0 ? string.Empty : Latin1.ToText(message.Span(message.Header(index).Line));
    }
}
