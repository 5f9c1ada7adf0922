using Signalbox.Engine.Configuration;
using Signalbox.Engine.Hosting;

namespace Signalbox.Modules.Core.Api;

/// <summary>All counters of the server: those of the workers as group core, and those that modules declare.</summary>
internal static class ServerStatistics
{
    /// <summary>Every counter, group by group.</summary>
    public static List<ServerStatistic> All(Snapshot snapshot, WorkerRegistry workers)
    {
        var all = new List<ServerStatistic>();
        CoreStatistics.AddTo(all, workers.Total());
        MemoryFigures.Read().AddTo(all);
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
