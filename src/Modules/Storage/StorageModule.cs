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
    public void List(RpcCall call)
    {
        foreach (var (name, counters) in RecordWriters.Of(state).Counters)
        {
            call.AddStruct().With("database", name).With("enqueued", counters.Enqueued).With("written", counters.Written)
                .With("failed", counters.Failed).With("dropped", counters.Dropped).With("depth", counters.Depth)
                .With("spilled", counters.Spilled).With("replayed", counters.Replayed).With("backlog", counters.Backlog);
        }
    }

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

        Add(all, "enqueued", sum.Enqueued);
        Add(all, "written", sum.Written);
        Add(all, "failed", sum.Failed);
        Add(all, "dropped", sum.Dropped);
        Add(all, "depth", sum.Depth);
        Add(all, "spilled", sum.Spilled);
        Add(all, "replayed", sum.Replayed);
        Add(all, "backlog", sum.Backlog);
    }

    private static void Add(List<ServerStatistic> all, string name, long value) => all.Add(new ServerStatistic("store", name, value, Counter: null));
}
