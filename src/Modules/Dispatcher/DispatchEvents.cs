using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Dispatcher;

/// <summary>Tells the script and the log of destinations that went out of use or came back.</summary>
internal sealed class DispatchEvents(EventRoute up, EventRoute down, OwnRequests requests, ILogger log)
{
    private static readonly ItemSlot<DispatchEvent> Cause = new();

    /// <summary>Why the event route at hand runs; null outside of one.</summary>
    public static DispatchEvent? CauseOf(RoutingContext context) => context.Items.Get(Cause);

    /// <summary>After a ping: the route runs on a request of our own.</summary>
    public void Tell(WorkerState worker, DispatchChange change, DispatchTarget target, int code, ReadOnlySpan<byte> reason)
    {
        if (Note(change, target, code) is not { IsDefined: true } route || requests.Retain() is not { } snapshot)
            return;

        var context = requests.Rent(worker, snapshot);
        context.NewRequestUri.Set(target.UriBytes);
        context.Items.Set(Cause, new DispatchEvent(code, Engine.Values.Latin1.ToText(reason)));
        route.Run(context);
        worker.Return(context);
        requests.Release(snapshot);
    }

    /// <summary>After ds_mark_dst: the route runs on the message at hand.</summary>
    public void Tell(RoutingContext context, DispatchChange change, DispatchTarget target)
    {
        if (Note(change, target, DispatchEvent.Marked.Code) is not { IsDefined: true } route)
            return;

        var dropRequested = context.DropRequested;
        var cause = CauseOf(context);
        context.Items.Set(Cause, DispatchEvent.Marked);
        route.Run(context);
        context.Items.Set(Cause, cause);
        context.DropRequested = dropRequested;
    }

    private EventRoute? Note(DispatchChange change, DispatchTarget target, int code)
    {
        if (change == DispatchChange.None)
            return null;

        log.LogInformation("destination {Uri} of set {Set} is {State} after {Code}", target.Line.Uri, target.Line.Set, DispatchState.Show(target.Flags), code);
        return change == DispatchChange.Up ? up : down;
    }
}
