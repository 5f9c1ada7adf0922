using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>Changes parts of URIs: the request URI of a message, or any URI into a writer.</summary>
internal static class UriRewriter
{
    /// <summary>Changes the request URI; false when it cannot be read or has no such part.</summary>
    public static bool RewriteRequestUri(RoutingContext context, scoped in UriChange change)
    {
        var writer = context.Worker.RentWriter();
        var done = TryWrite(context.RequestUri, change, writer);
        if (done)
            context.NewRequestUri.Set(writer.Written);

        context.Worker.Return(writer);
        return done;
    }

    /// <summary>Writes the changed URI.</summary>
    public static bool TryWrite(ReadOnlySpan<byte> text, scoped in UriChange change, ByteWriter writer)
    {
        if (!SipUriParser.TryParse(text, out var uri))
            return false;

        if (uri.Host.IsEmpty && (change.Host.Length > 0 || change.HasPort))
            return false;

        writer.Write(Of(text, uri.SchemeText));
        writer.Write((byte)':');
        WriteUser(text, uri, change, writer);
        writer.Write(change.Host.IsEmpty ? Of(text, uri.Host) : change.Host);
        var port = change.HasPort ? change.Port : Of(text, uri.PortText);
        if (!port.IsEmpty)
        {
            writer.Write((byte)':');
            writer.Write(port);
        }

        WriteParameters(text, uri, change, writer);
        writer.Write(change.AddParameter);
        writer.Write(Of(text, uri.Headers));
        return true;
    }

    private static void WriteUser(ReadOnlySpan<byte> text, in SipUri uri, scoped in UriChange change, ByteWriter writer)
    {
        var user = change.HasUser ? change.User : Of(text, uri.User);
        var password = change.HasPassword ? change.Password : Of(text, uri.Password);
        if (user.IsEmpty && change.Prefix.IsEmpty)
            return;

        writer.Write(change.Prefix);
        writer.Write(user);
        writer.Write(Of(text, uri.UserParameters));
        if (!password.IsEmpty)
        {
            writer.Write((byte)':');
            writer.Write(password);
        }

        if (uri.Scheme is SipScheme.Sip or SipScheme.Sips)
            writer.Write((byte)'@');
    }

    private static void WriteParameters(ReadOnlySpan<byte> text, in SipUri uri, scoped in UriChange change, ByteWriter writer)
    {
        var parameters = Of(text, uri.Parameters);
        if (!change.DropTransport || uri.Transport.IsEmpty)
        {
            writer.Write(parameters);
            return;
        }

        var reader = new ParameterReader(parameters);
        while (reader.TryRead(out var parameter))
        {
            if (Latin1.EqualsIgnoreCase(Of(parameters, parameter.Name), "transport"u8))
                continue;

            writer.Write((byte)';');
            writer.Write(Of(parameters, parameter.Whole));
        }
    }

    private static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text, TextRange range) => text.Slice(range.Start, range.Length);
}
