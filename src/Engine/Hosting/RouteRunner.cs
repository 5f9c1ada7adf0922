using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Hosting;

/// <summary>Runs the routes of a parsed message, with the hooks of modules before and after.</summary>
internal sealed class RouteRunner(ReplyForwarder forwarder)
{
    /// <summary>A request: hooks, request_route, hooks.</summary>
    public void RunRequest(RoutingContext context)
    {
        var counters = context.Worker.Counters;
        counters.Requests++;
        counters.Traffic.CountRequest(context.Message.Method);
        var hooks = context.Snapshot.RequestHooks;
        context.Route = RouteKinds.Request;
        ConnectionAlias.Accept(context);
        foreach (var hook in hooks)
        {
            if (hook.BeforeRoute(context))
                return;
        }

        try
        {
            if (context.Snapshot.Routes.Request is { } route)
                route.Run(context);
            else
                counters.DroppedRequests++;
        }
        finally
        {
            // Also after a defect: a module may hold a lock or a half-made transaction for this request.
            foreach (var hook in hooks)
                hook.AfterRoute(context);
        }
    }

    /// <summary>A reply: look-up, reply_route, transaction, else on by its Via.</summary>
    public void RunReply(RoutingContext context)
    {
        var counters = context.Worker.Counters;
        counters.Replies++;
        counters.Traffic.CountReply(context.Message.StatusCode, context.Message.TryGetCSeq(out var cseq) ? cseq.Method : Messages.SipMethod.None);
        var hooks = context.Snapshot.ReplyHooks;
        foreach (var hook in hooks)
            hook.Match(context);

        if (!RunReplyRoute(context))
        {
            counters.DroppedReplies++;
            return;
        }

        foreach (var hook in hooks)
        {
            if (hook.Handle(context))
                return;
        }

        forwarder.Forward(context);
    }

    /// <summary>A message from a capture: its route alone; nothing is answered, matched or sent on.</summary>
    public void RunCaptured(RoutingContext context)
    {
        context.Worker.MessageCount++;
        if (!context.Message.IsRequest)
        {
            RunReplyRoute(context);
            return;
        }

        context.Route = RouteKinds.Request;
        context.Snapshot.Routes.Request?.Run(context);
    }

    private static bool RunReplyRoute(RoutingContext context)
    {
        if (context.Snapshot.Routes.Reply is not { } route)
            return true;

        context.Route = RouteKinds.Reply;
        context.DropRequested = false;
        var result = route.Run(context);
        return !result.Drop && !context.DropRequested;
    }
}
