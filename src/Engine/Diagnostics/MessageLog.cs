using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Diagnostics;

/// <summary>
/// The log of scripts with the prefix of the message whose route runs on this thread. The message is known by thread,
/// because who logs (a module, a script, a mistake found by a node) does not have it at hand.
/// </summary>
public sealed class MessageLog(IScriptLog inner) : IScriptLog
{
    [ThreadStatic]
    private static RoutingContext? _current;

    /// <summary>From now on this thread runs the route of another message, or of none; gives back the one before.</summary>
    public static RoutingContext? Enter(RoutingContext? context)
    {
        var before = _current;
        _current = context;
        return before;
    }

    /// <inheritdoc />
    public bool IsEnabled(int level) => inner.IsEnabled(level);

    /// <inheritdoc />
    public void Write(int level, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text) => Write(level, default, head, text);

    /// <inheritdoc />
    public void Write(int level, LogLabel label, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        if (_current?.Snapshot?.LogPrefix is not { } prefix)
        {
            inner.Write(level, label, head, text);
            return;
        }

        // A variable in the prefix may itself find something to log.
        var context = Enter(null)!;
        var line = context.Worker.RentWriter();
        prefix.Write(context, line);
        line.Write(head);
        inner.Write(level, label, line.Written, text);
        context.Worker.Return(line);
        _current = context;
    }
}
