using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Websocket;

/// <content>Functions of newer releases for connections that the server opens itself, which this one does not do.</content>
internal sealed partial class WebsocketModule
{
    /// <summary>-1 always.</summary>
    [Function("ws_connect", Kemi = "connect", Routes = RouteKinds.Any, Summary = "Never succeeds: this server opens no WebSocket connections itself.")]
    public ReturnCode Connect(RoutingContext context, string host, int port, string path, string protocol, int secure) => Refuse("ws_connect", host);

    /// <summary>-1 always.</summary>
    [Function("ws_send", Kemi = "send", Routes = RouteKinds.Any, Summary = "Never succeeds: this server opens no WebSocket connections itself.")]
    public ReturnCode SendOut(RoutingContext context, string host, int port, string path, string text, int secure) => Refuse("ws_send", host);

    private ReturnCode Refuse(string function, string host)
    {
        _log.LogError("{Function}: nothing is sent to '{Host}', this server opens no WebSocket connections itself", function, ShownText.Of(host));
        return ReturnCode.False;
    }
}
