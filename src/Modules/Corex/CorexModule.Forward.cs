using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Corex;

/// <content>Requests sent on as if they were made here.</content>
internal sealed partial class CorexModule
{
    private readonly RequestForwarder _forwarder = new(transports, sender, resolver);

    /// <summary>1 sent, -1 not.</summary>
    [Function("forward_uac", Kemi = "forward_uac/0,forward_uac_branch/1", Routes = RouteKinds.Request, Answers = true, Summary = "Sends the request on with the own Via alone, so that its replies end here; the number is that of the branch in the Via.")]
    public ReturnCode ForwardAlone(RoutingContext context, int branch = 0) =>
        ForwardAlone(context, context.DestinationUri.Length > 0 ? context.DestinationUri.Span : context.RequestUri, branch);

    /// <summary>As forward_uac, to a URI.</summary>
    [Function("forward_uac_uri", Kemi = "forward_uac_uri/1,forward_uac_uri_branch/2", Routes = RouteKinds.Request, Answers = true, Summary = "As forward_uac, to a URI.")]
    public ReturnCode ForwardAloneTo(RoutingContext context, ScriptValue uri, int branch = 0)
    {
        using var bytes = new ValueBytes(context.Worker, uri);
        return ForwardAlone(context, bytes.Span, branch);
    }

    private ReturnCode ForwardAlone(RoutingContext context, ReadOnlySpan<byte> uri, int branch)
    {
        var message = context.Message;
        if (!message.IsRequest || context.Received.IsCaptured || branch < 0)
            return ReturnCode.False;

        using var kept = new KeptEdits(context);
        for (var i = message.Find(HeaderName.Via); i >= 0; i = message.Find(HeaderName.Via, i + 1))
            context.Edits.RemoveHeader(i);

        return ReturnCode.Of(_forwarder.ForwardTo(context, uri, branch) == SendStatus.Sent);
    }
}
