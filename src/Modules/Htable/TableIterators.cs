using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Htable;

/// <summary>The iterators of a worker, by the name that the script gave them.</summary>
internal static class TableIterators
{
    private const int MaxNames = 64;
    private static readonly object Owner = new();

    /// <summary>An iterator, or null.</summary>
    public static TableIterator? Find(WorkerState worker, string name) => Of(worker).GetValueOrDefault(name);

    /// <summary>Keeps an iterator under a name; false when there are too many names.</summary>
    public static bool Set(WorkerState worker, string name, TableIterator iterator)
    {
        var all = Of(worker);
        if (all.Count >= MaxNames && !all.ContainsKey(name))
            return false;

        all[name] = iterator;
        return true;
    }

    /// <summary>Forgets an iterator.</summary>
    public static bool Remove(WorkerState worker, string name) => Of(worker).Remove(name);

    private static Dictionary<string, TableIterator> Of(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(Owner, out var found))
            return (Dictionary<string, TableIterator>)found;

        var made = new Dictionary<string, TableIterator>(StringComparer.Ordinal);
        worker.Locals.Add(Owner, made);
        return made;
    }
}
