using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Tls;

/// <content>The event of connections that are about to be opened.</content>
internal sealed partial class TlsModule
{
    private static readonly byte[] EventRequest = OwnRequests.TextOf("tls");

    /// <summary>A request opens a connection; <c>$sndto(ip)</c> is the peer.</summary>
    [Event("tls:connection-out", Summary = "Runs before a request opens a connection, on an own request; $sndto(…) is the peer; drop stops it.")]
    public EventRoute ConnectionOut { get; } = new("tls:connection-out");

    [Parameter("event_callback", IsEventCallback = true, Summary = "KEMI function that gets the event instead of the event route.")]
    public string EventCallback { get; set; } = string.Empty;

    // What is sent without a message, as keepalives are, has no worker to run a route.
    private bool IsVetoed(in HostEndPoint remote, RoutingContext? context)
    {
        if (!ConnectionOut.IsDefined || context is null)
            return false;

        var own = OwnRequests.Rent(context.Worker, context.Snapshot, EventRequest);
        own.Received = context.Received;
        own.Outgoing = new OutgoingMessage { Destination = new Destination { Remote = remote, Protocol = TransportProtocol.Tls } };
        try
        {
            var isVetoed = ConnectionOut.Run(own).Drop;
            if (isVetoed)
                _log.LogInformation("event_route[tls:connection-out] stopped a connection to {Remote}", remote);

            return isVetoed;
        }
        finally
        {
            context.Worker.Return(own);
        }
    }
}
