using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Text;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Xhttp.Api;

namespace Signalbox.Modules.Xhttp;

/// <summary>HTTP requests on the TCP sockets of SIP.</summary>
[Module("xhttp", Summary = "Runs a route for HTTP requests on the TCP sockets of SIP and answers them.")]
internal sealed partial class XhttpModule(IMessageSender sender, ILoggerFactory logs) : IModule, IDatagramHook, IHttpResponder
{
    private readonly ILogger _log = logs.CreateLogger("xhttp");
    private Regex? _match;
    private Regex? _skip;
    private byte[] _serverLine = [];

    /// <summary>KEMI function that gets the requests.</summary>
    [Parameter("event_callback", Summary = "Function of the script that gets the requests instead of the event route.", IsEventCallback = true)]
    public string EventCallback { get; set; } = string.Empty;

    /// <summary>Runs for each request.</summary>
    [Event("xhttp:request", Summary = "Runs for each HTTP request; $hu is its URL, $rm its method, $rb its body.")]
    public EventRoute Request { get; } = new("xhttp:request");

    /// <inheritdoc />
    public bool TakesHttp => true;

    /// <summary>Sets what URLs are wanted.</summary>
    [Parameter("url_match", Summary = "Regular expression: only requests whose URL matches run the route; others get no answer.")]
    public string? SetMatch(string text) => Compile(text, out _match);

    /// <summary>Sets what URLs are not wanted.</summary>
    [Parameter("url_skip", Summary = "Regular expression: requests whose URL matches get no answer.")]
    public string? SetSkip(string text) => Compile(text, out _skip);

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        _serverLine = ServerLine.Of(validation.Settings);
        if (!Request.IsDefined)
            validation.Error("event_callback", "failed to find event_route[xhttp:request]", "add: event_route[xhttp:request] { xhttp_reply(\"200\", \"OK\", \"text/plain\", \"hello\"); }");
        else if (!validation.Settings.TcpAcceptNoContentLength)
            validation.Warn("event_callback", "GET requests without Content-Length end the connection", "add: tcp_accept_no_cl=yes");
    }

    /// <summary>The URL.</summary>
    [PseudoVariable("hu", Summary = "URL of the HTTP request as received; undefined in SIP messages.")]
    public static ScriptValue Url(RoutingContext context) =>
        HttpReply.IsHttp(context) ? context.Message.Value(context.Message.RequestUri) : ScriptValue.Undefined;

    /// <summary>The URL for KEMI.</summary>
    [Function("get_hu", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "URL of the HTTP request; null in SIP messages.")]
    public static ScriptValue GetUrl(RoutingContext context) => Url(context);

    /// <summary>The path.</summary>
    [Transformation("url.path", Summary = "What stands before the first question mark of a URL.")]
    public static ScriptValue Path(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        var mark = Mark(value);
        return mark < 0 ? value : ScriptValue.Of(value.ToText()[..mark]);
    }

    /// <summary>The query.</summary>
    [Transformation("url.querystring", Summary = "What stands after the first question mark of a URL; empty when there is none.")]
    public static ScriptValue Query(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!value.IsDefined)
            return value;

        var mark = Mark(value);
        return mark < 0 ? ScriptValue.Empty : ScriptValue.Of(value.ToText()[(mark + 1)..]);
    }

    private static int Mark(in ScriptValue value) => value.ToText().IndexOf('?', StringComparison.Ordinal);

    bool IHttpResponder.IsHttp(RoutingContext context) => HttpReply.IsHttp(context);

    private static string? Compile(string text, out Regex? regex) =>
        PosixRegex.TryCompile(text, ignoreCase: false, out regex, out var error, byLine: false) ? null : error;
}
