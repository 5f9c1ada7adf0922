using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Textopsx;

/// <summary>A named walk over the headers or the body lines of a message; kept by the worker.</summary>
internal sealed class MessageIterator
{
    private const int MaxOpen = 64;
    private RoutingContext? _context;
    private long _message;

    /// <summary>Position; -1 before the first.</summary>
    public int Index { get; private set; }

    /// <summary>Where the current body line starts, and its length with the line end; used for bodies only.</summary>
    public (int Start, int Length) Line { get; set; }

    /// <summary>The iterator of that name when it was started for this message, else null.</summary>
    public static MessageIterator? Find(RoutingContext context, object owner, string name) =>
        context.Worker.Locals.TryGetValue(owner, out var all) && ((Dictionary<string, MessageIterator>)all).TryGetValue(name, out var found) && found.IsOf(context) ? found : null;

    /// <summary>Starts one; false when too many names are in use.</summary>
    public static bool Start(RoutingContext context, object owner, string name)
    {
        if (!context.Worker.Locals.TryGetValue(owner, out var known))
            context.Worker.Locals.Add(owner, known = new Dictionary<string, MessageIterator>(StringComparer.Ordinal));

        var all = (Dictionary<string, MessageIterator>)known;
        if (!all.TryGetValue(name, out var iterator))
        {
            if (all.Count >= MaxOpen)
                return false;

            all.Add(name, iterator = new MessageIterator());
        }

        (iterator._context, iterator._message) = (context, context.Worker.MessageCount);
        iterator.Index = -1;
        iterator.Line = default;
        return true;
    }

    /// <summary>Goes to another position; false, and there is no current item, when it is not within the count.</summary>
    public bool MoveTo(int index, int count)
    {
        var good = index >= 0 && index < count;
        Index = good ? index : Math.Clamp(index, -1, count);
        return good;
    }

    /// <summary>Forgets the message.</summary>
    public void End() => _context = null;

    private bool IsOf(RoutingContext context) => ReferenceEquals(_context, context) && _message == context.Worker.MessageCount;
}
