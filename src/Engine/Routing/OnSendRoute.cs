using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Routing;

/// <summary>Runs onsend_route; whoever relays a message asks here just before it is handed to the socket.</summary>
public static class OnSendRoute
{
    /// <summary>Runs the route, when there is one, over the bytes about to leave.</summary>
    /// <param name="context">The message they were made from; flags and AVPs are its own, edits have no effect any more.</param>
    /// <param name="destination">Where they go (<c>$snd(...)</c>).</param>
    /// <param name="bytes">What goes (<c>$snd(buf)</c>).</param>
    /// <returns>False when the script dropped the message: do not send, it counts as <see cref="SendStatus.Dropped"/>.</returns>
    public static bool Run(RoutingContext context, in Destination destination, ReadOnlySpan<byte> bytes)
    {
        var route = context.Snapshot.Routes.OnSend;
        if (route is null || context.Outgoing is not null)
            return true;

        var outgoing = context.Worker.Outgoing;
        outgoing.Bytes.Set(bytes);
        outgoing.Destination = destination;
        var kind = context.Route;
        var dropBefore = context.DropRequested;
        context.Outgoing = outgoing;
        context.Route = RouteKinds.OnSend;
        context.DropRequested = false;
        try
        {
            var result = route.Run(context);
            return !result.Drop && !context.DropRequested;
        }
        finally
        {
            context.Outgoing = null;
            context.Route = kind;
            context.DropRequested = dropBefore;
        }
    }
}
