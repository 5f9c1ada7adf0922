using Signalbox.Engine.Configuration;
using Signalbox.Engine.Hosting;

namespace Signalbox.Modules.Core.Api;

/// <summary>All counters of the server: those of the workers as group core, and those that modules declare.</summary>
internal static class ServerStatistics
{
    private const string CoreGroup = "core";

    /// <summary>Every counter, group by group.</summary>
    public static List<ServerStatistic> All(Snapshot snapshot, WorkerRegistry workers)
    {
        var total = workers.Total();
        var all = new List<ServerStatistic>
        {
            new(CoreGroup, "bad_msg_hdr", total.BadMessages, null),
            new(CoreGroup, "drop_replies", total.DroppedReplies, null),
            new(CoreGroup, "drop_requests", total.DroppedRequests, null),
            new(CoreGroup, "err_replies", total.FailedReplies, null),
            new(CoreGroup, "fwd_replies", total.ForwardedReplies, null),
            new(CoreGroup, "rcv_replies", total.Replies, null),
            new(CoreGroup, "rcv_requests", total.Requests, null),
        };
        foreach (var module in snapshot.Modules)
        {
            foreach (var statistic in module.Descriptor.Statistics)
            {
                var counter = statistic.Get(module.Instance);
                all.Add(new ServerStatistic(module.Descriptor.Name, statistic.Name, counter.Value, counter));
            }

            (module.Instance as IStatisticSource)?.AddTo(all);
        }

        all.Sort(static (left, right) => string.CompareOrdinal($"{left.Group}:{left.Name}", $"{right.Group}:{right.Name}"));
        return all;
    }
}
