using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Core.Api;

/// <summary>Keeps the changes of a message while a copy with further ones is written; Dispose takes those away. Not one inside another.</summary>
internal readonly ref struct KeptEdits
{
    private static readonly object Key = new();
    private readonly MessageEdits _edits;
    private readonly MessageEdits _kept;

    /// <summary>Keeps the changes as they are now.</summary>
    public KeptEdits(RoutingContext context)
    {
        _edits = context.Edits;
        _kept = Of(context.Worker);
        _kept.CopyFrom(_edits);
    }

    /// <summary>Puts them back.</summary>
    public void Dispose() => _edits.CopyFrom(_kept);

    private static MessageEdits Of(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(Key, out var known))
            return (MessageEdits)known;

        var made = new MessageEdits();
        worker.Locals.Add(Key, made);
        return made;
    }
}
