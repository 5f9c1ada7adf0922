using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Core;

/// <content>Changes of the request URI.</content>
internal sealed partial class CoreModule
{
    [Function("seturi", Summary = "Replaces the request URI.")]
    [Function("rewriteuri", Surface = Surfaces.Cfg, Summary = "Replaces the request URI.")]
    public static bool SetUri(RoutingContext context, [Constant] string uri)
    {
        using var bytes = new ValueBytes(context.Worker, ScriptValue.Of(uri));
        context.NewRequestUri.Set(bytes.Span);
        return true;
    }

    [Function("setuser", Summary = "Replaces the user of the request URI.")]
    [Function("rewriteuser", Surface = Surfaces.Cfg, Summary = "Replaces the user of the request URI.")]
    [Function("setu", Surface = Surfaces.Cfg, Summary = "Replaces the user of the request URI.")]
    public static bool SetUser(RoutingContext context, [Constant] string user)
    {
        using var bytes = new ValueBytes(context.Worker, ScriptValue.Of(user));
        return UriRewriter.RewriteRequestUri(context, new UriChange { HasUser = true, User = bytes.Span });
    }

    [Function("setuserpass", Surface = Surfaces.Cfg, Summary = "Replaces user and password: user:password.")]
    [Function("setup", Surface = Surfaces.Cfg, Summary = "Replaces user and password: user:password.")]
    [Function("rewriteuserpass", Surface = Surfaces.Cfg, Summary = "Replaces user and password: user:password.")]
    public static bool SetUserPassword(RoutingContext context, [Constant] string userAndPassword)
    {
        using var bytes = new ValueBytes(context.Worker, ScriptValue.Of(userAndPassword));
        var colon = bytes.Span.IndexOf((byte)':');
        var user = colon < 0 ? bytes.Span : bytes.Span[..colon];
        var password = colon < 0 ? default : bytes.Span[(colon + 1)..];
        return UriRewriter.RewriteRequestUri(context, new UriChange { HasUser = true, User = user, HasPassword = true, Password = password });
    }

    [Function("sethost", Summary = "Replaces the host of the request URI.")]
    [Function("seth", Surface = Surfaces.Cfg, Summary = "Replaces the host of the request URI.")]
    [Function("rewritehost", Surface = Surfaces.Cfg, Summary = "Replaces the host of the request URI.")]
    public static bool SetHost(RoutingContext context, [Constant] string host)
    {
        using var bytes = new ValueBytes(context.Worker, ScriptValue.Of(host));
        return UriRewriter.RewriteRequestUri(context, new UriChange { Host = bytes.Span });
    }

    [Function("sethostport", Surface = Surfaces.Cfg, Summary = "Replaces host and port: host:port.")]
    [Function("sethp", Surface = Surfaces.Cfg, Summary = "Replaces host and port: host:port.")]
    [Function("rewritehostport", Surface = Surfaces.Cfg, Summary = "Replaces host and port: host:port.")]
    public static bool SetHostPort(RoutingContext context, [Constant] string hostAndPort)
    {
        using var bytes = new ValueBytes(context.Worker, ScriptValue.Of(hostAndPort));
        return UriRewriter.RewriteRequestUri(context, new UriChange { Host = bytes.Span, HasPort = true });
    }

    [Function("sethostporttrans", Surface = Surfaces.Cfg, Summary = "Replaces host, port and transport: host:port;transport=x.")]
    [Function("sethpt", Surface = Surfaces.Cfg, Summary = "Replaces host, port and transport: host:port;transport=x.")]
    [Function("rewritehostporttrans", Surface = Surfaces.Cfg, Summary = "Replaces host, port and transport: host:port;transport=x.")]
    public static bool SetHostPortTransport(RoutingContext context, [Constant] string hostPortTransport)
    {
        using var bytes = new ValueBytes(context.Worker, ScriptValue.Of(hostPortTransport));
        return UriRewriter.RewriteRequestUri(context, new UriChange { Host = bytes.Span, HasPort = true, DropTransport = true });
    }

    [Function("setport", Surface = Surfaces.Cfg, Summary = "Replaces the port of the request URI.")]
    [Function("setp", Surface = Surfaces.Cfg, Summary = "Replaces the port of the request URI.")]
    [Function("rewriteport", Surface = Surfaces.Cfg, Summary = "Replaces the port of the request URI.")]
    public static bool SetPort(RoutingContext context, [Constant] string port)
    {
        using var bytes = new ValueBytes(context.Worker, ScriptValue.Of(port));
        return UriRewriter.RewriteRequestUri(context, new UriChange { HasPort = true, Port = bytes.Span });
    }

    [Function("prefix", Surface = Surfaces.Cfg, Summary = "Puts text before the user of the request URI.")]
    public static bool Prefix(RoutingContext context, [Constant] string prefix)
    {
        using var bytes = new ValueBytes(context.Worker, ScriptValue.Of(prefix));
        return UriRewriter.RewriteRequestUri(context, new UriChange { Prefix = bytes.Span });
    }

    [Function("strip", Surface = Surfaces.Cfg, Summary = "Cuts characters from the start of the user.")]
    public bool Strip(RoutingContext context, int count) => Cut(context, count, fromEnd: false);

    [Function("strip_tail", Surface = Surfaces.Cfg, Summary = "Cuts characters from the end of the user.")]
    public bool StripTail(RoutingContext context, int count) => Cut(context, count, fromEnd: true);

    [Function("userphone", Surface = Surfaces.Cfg, Summary = "Adds user=phone to the request URI.")]
    public static bool UserPhone(RoutingContext context)
    {
        var text = context.RequestUri;
        if (!SipUriParser.TryParse(text, out var uri))
            return false;

        var parameters = text.Slice(uri.Parameters.Start, uri.Parameters.Length);
        return ParameterReader.TryGet(parameters, "user"u8, out TextRange _)
            || UriRewriter.RewriteRequestUri(context, new UriChange { AddParameter = ";user=phone"u8 });
    }

    [Function("revert_uri", Surface = Surfaces.Cfg, Summary = "Puts the request URI back as it was received.")]
    public static bool RevertUri(RoutingContext context)
    {
        context.NewRequestUri.Clear();
        return true;
    }

    [Function("setdsturi", Surface = Surfaces.Kemi, Summary = "Sets the next hop ($du).")]
    public static bool SetDestinationUri(RoutingContext context, ScriptValue uri)
    {
        using var bytes = new ValueBytes(context.Worker, uri);
        context.DestinationUri.Set(bytes.Span);
        return true;
    }

    [Function("resetdsturi", Surface = Surfaces.Kemi, Summary = "Removes the next hop ($du).")]
    public static bool ResetDestinationUri(RoutingContext context)
    {
        context.DestinationUri.Clear();
        return true;
    }

    [Function("isdsturiset", Surface = Surfaces.Kemi, Summary = "True when a next hop ($du) is set.")]
    public static bool IsDestinationUriSet(RoutingContext context) => context.DestinationUri.Length > 0;

    private bool Cut(RoutingContext context, int count, bool fromEnd)
    {
        var text = context.RequestUri;
        if (count < 0 || !SipUriParser.TryParse(text, out var uri))
            return false;

        if (count > uri.User.Length)
            Warn("too long strip asked; removing the whole user"u8);

        var kept = Math.Max(0, uri.User.Length - count);
        var user = text.Slice(fromEnd ? uri.User.Start : uri.User.End - kept, kept);
        return UriRewriter.RewriteRequestUri(context, new UriChange { HasUser = true, User = user });
    }

    private void Warn(ReadOnlySpan<byte> text)
    {
        if (log.IsEnabled(LogLevels.Warning))
            log.Write(LogLevels.Warning, text);
    }
}
