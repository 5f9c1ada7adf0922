using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm;

/// <summary>The queued changes of a request as they were before a route whose changes do not last.</summary>
internal sealed class SavedEdits
{
    private static readonly object Key = new();
    private readonly MessageEdits _edits = new();
    private readonly RecordRoute _recordRoute = new();

    /// <summary>Keeps a copy; give it back with <see cref="PutBack"/>.</summary>
    public static SavedEdits Take(RoutingContext request)
    {
        var spare = SpareOf(request.Worker);
        var saved = spare.Count > 0 ? spare.Pop() : new SavedEdits();
        saved._edits.CopyFrom(request.Edits);
        saved._recordRoute.CopyFrom(request.RecordRoute);
        return saved;
    }

    /// <summary>Makes the request as it was.</summary>
    public void PutBack(RoutingContext request)
    {
        request.Edits.CopyFrom(_edits);
        request.RecordRoute.CopyFrom(_recordRoute);
        SpareOf(request.Worker).Push(this);
    }

    private static Stack<SavedEdits> SpareOf(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(Key, out var known))
            return (Stack<SavedEdits>)known;

        var made = new Stack<SavedEdits>();
        worker.Locals.Add(Key, made);
        return made;
    }
}
