using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm;

/// <summary>Spare edit lists of a worker, for what must be put back after a route.</summary>
internal static class EditsScratch
{
    private static readonly object Key = new();

    /// <summary>An empty list.</summary>
    public static MessageEdits Rent(WorkerState worker)
    {
        var spare = SpareOf(worker);
        return spare.Count > 0 ? spare.Pop() : new MessageEdits();
    }

    /// <summary>Takes a list back.</summary>
    public static void Return(WorkerState worker, MessageEdits edits)
    {
        edits.Clear();
        SpareOf(worker).Push(edits);
    }

    private static Stack<MessageEdits> SpareOf(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(Key, out var known))
            return (Stack<MessageEdits>)known;

        var made = new Stack<MessageEdits>();
        worker.Locals.Add(Key, made);
        return made;
    }
}
