using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Xhttp.Api;

/// <summary>Answers HTTP requests that came on the TCP sockets of SIP.</summary>
internal interface IHttpResponder
{
    /// <summary>True when the message of this context is an HTTP request.</summary>
    bool IsHttp(RoutingContext context);

    /// <summary>Answers the request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="code">100 to 999.</param>
    /// <param name="reason">Text of the status line, without line ends.</param>
    /// <param name="contentType">Type of the body, without line ends; empty for no header.</param>
    /// <param name="body">The body.</param>
    /// <returns>False when it was not sent; the log says why.</returns>
    bool Reply(RoutingContext context, int code, ReadOnlySpan<byte> reason, ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> body);
}
