using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Dispatcher;

/// <summary>What a call of a selecting function has chosen so far. One a worker: it is in use only while the function runs.</summary>
internal sealed class DispatchSelection
{
    private static readonly object Key = new();

    /// <summary>Destinations to try one after the other, first choice first.</summary>
    public List<DispatchTarget> Order { get; } = [];

    /// <summary>The destination for the request itself; null = none.</summary>
    public DispatchTarget? Main { get; set; }

    /// <summary>The set whose destinations count calls; -1 = none.</summary>
    public int CountedSet { get; set; } = -1;

    /// <summary>That of the worker, empty.</summary>
    public static DispatchSelection Of(WorkerState worker)
    {
        if (!worker.Locals.TryGetValue(Key, out var kept))
            worker.Locals[Key] = kept = new DispatchSelection();

        var selection = (DispatchSelection)kept;
        selection.Order.Clear();
        selection.Main = null;
        selection.CountedSet = -1;
        return selection;
    }
}
