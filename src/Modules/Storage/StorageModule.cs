using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Storage;

/// <summary>Commands and counters of the queues before databases.</summary>
[Module("store", Summary = "Commands and counters of the queues before databases; always there.", Implicit = true)]
internal sealed class StorageModule(StateStore state) : IStatisticSource
{
    /// <summary>Shows the queues.</summary>
    [Rpc("store.list", Summary = "The queue of each database: rows enqueued, written, failed, dropped, in memory (depth), and on the disk: spilled, replayed, waiting (backlog).")]
    public void List(RpcCall call) => RecordWriters.Of(state).Show(call);

    /// <inheritdoc />
    public void AddTo(List<ServerStatistic> all)
    {
        // A server without a database shows the groups that the peer shows.
        var queues = RecordWriters.Of(state).Counters;
        if (queues.Count == 0)
            return;

        var sum = default(RecordCounters);
        foreach (var (_, one) in queues)
            sum = sum.Plus(one);

        foreach (var (name, value) in sum.Named)
            all.Add(new ServerStatistic("store", name, value, Counter: null));
    }
}
