using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Sdpops.Api;

namespace Signalbox.Modules.Sdpops;

/// <summary>A place in the session description of one message, by name, in one worker.</summary>
internal sealed class SdpIterator
{
    private const int MaxNames = 64;
    private static readonly object Owner = new();
    private long _message;
    private TextRange _rest;

    /// <summary>The line it stands at, with its end; empty before the first and behind the last.</summary>
    public TextRange Line { get; private set; }

    /// <summary>The line without its end.</summary>
    public TextRange Text { get; private set; }

    /// <summary>Starts one before the first line; null when there is no description or the worker has too many.</summary>
    public static SdpIterator? Start(RoutingContext context, string name)
    {
        if (SdpBody.Find(context.Message, out var body) != SdpOutcome.Found)
            return null;

        var all = Of(context.Worker);
        if (!all.TryGetValue(name, out var iterator))
        {
            if (all.Count >= MaxNames)
                return null;

            all.Add(name, iterator = new SdpIterator());
        }

        iterator._message = context.Worker.MessageCount;
        iterator._rest = body;
        iterator.Line = iterator.Text = default;
        return iterator;
    }

    /// <summary>One that was started for this message, or null.</summary>
    public static SdpIterator? Find(RoutingContext context, string name) =>
        Of(context.Worker).TryGetValue(name, out var iterator) && iterator._message == context.Worker.MessageCount && iterator._rest.End <= context.Message.Length
            ? iterator
            : null;

    /// <summary>Ends one; false when there is none.</summary>
    public static bool End(RoutingContext context, string name) => Of(context.Worker).Remove(name);

    /// <summary>Goes to the next line; false behind the last.</summary>
    public bool Next(SipMessage message)
    {
        var lines = new SdpLines(message.Bytes, _rest);
        var found = lines.Next();
        Line = lines.Line;
        Text = lines.Text;
        _rest = found ? new TextRange(Line.End, _rest.End - Line.End) : _rest;
        return found;
    }

    private static Dictionary<string, SdpIterator> Of(WorkerState worker)
    {
        if (!worker.Locals.TryGetValue(Owner, out var found))
            worker.Locals.Add(Owner, found = new Dictionary<string, SdpIterator>(StringComparer.Ordinal));

        return (Dictionary<string, SdpIterator>)found;
    }
}
