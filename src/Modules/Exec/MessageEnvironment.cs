using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Exec;

/// <summary>Describes a message in the environment of a program.</summary>
internal static class MessageEnvironment
{
    private const int MaxHeaders = 128;

    /// <summary>Adds the variables.</summary>
    public static void Fill(IDictionary<string, string?> environment, RoutingContext context, bool isSafe)
    {
        var message = context.Message;
        void Set(string name, ReadOnlySpan<byte> value) => environment[name] = Value(value, isSafe);

        Set("SIP_SRCIP", Latin1.ToBytes(context.Received.Remote.HostText()));
        if (message.IsRequest)
        {
            Set("SIP_METHOD", message.Span(message.MethodText));
            Set("SIP_RURI", context.RequestUri);
            Set("SIP_ORURI", message.Span(message.RequestUri));
            Set("SIP_USER", UserOf(context.RequestUri));
            Set("SIP_OUSER", UserOf(message.Span(message.RequestUri)));
        }

        if (message.TryGetVia(out var via))
            Set("SIP_TID", message.Span(via.Branch));

        if (message.TryGetTo(out var to))
            Set("SIP_DID", message.Span(to.Tag));

        for (var i = 0; i < message.HeaderCount && i < MaxHeaders; i++)
        {
            var header = message.Header(i);
            environment.TryAdd($"SIP_HF_{NameOf(message.Span(header.Name))}", Value(message.Span(header.Value), isSafe));
        }
    }

    private static ReadOnlySpan<byte> UserOf(ReadOnlySpan<byte> text) =>
        SipUriParser.TryParse(text, out var uri) ? text.Slice(uri.User.Start, uri.User.Length) : default;

    private static string NameOf(ReadOnlySpan<byte> name)
    {
        var text = Latin1.ToText(name).ToUpperInvariant().ToCharArray();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]))
                text[i] = '_';
        }

        return new string(text);
    }

    private static string Value(ReadOnlySpan<byte> value, bool isSafe)
    {
        var text = Latin1.ToText(value).Replace("\0", string.Empty, StringComparison.Ordinal);
        return isSafe && text.StartsWith("()", StringComparison.Ordinal) ? $" {text}" : text;
    }
}
