using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Hosting;

/// <summary>Runs the routes of a parsed message, with the hooks of modules before and after.</summary>
internal sealed class RouteRunner(ReplyForwarder forwarder)
{
    private volatile bool _isEnding;

    /// <summary>True while the server ends: requests that begin something new are dropped.</summary>
    public bool IsEnding { get => _isEnding; set => _isEnding = value; }

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
            if (context.Snapshot.Routes.Request is { } route && (!MustEnd(context) || BelongsToOld(context)))
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

    // A client of a dropped request repeats it, and the server that took over answers; a refusal would end the call instead.
    private bool MustEnd(RoutingContext context) => _isEnding || (context.Received.Socket?.IsRetired ?? false);

    private static bool BelongsToOld(RoutingContext context)
    {
        foreach (var work in context.Snapshot.Unfinished)
        {
            if (work.Knows(context))
                return true;
        }

        return false;
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
