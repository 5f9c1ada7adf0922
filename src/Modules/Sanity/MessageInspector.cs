using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Sanity;

/// <summary>Looks a message over; the first thing that is wrong counts.</summary>
/// <param name="understood">Extensions that may stand in Proxy-Require.</param>
internal sealed class MessageInspector(byte[][] understood)
{
    // What a 32-bit number may say; the peer takes one more.
    private const long MaxNumber = 4294967296;
    private const int MaxDigits = 10;

    /// <summary>Runs the checks in their order.</summary>
    /// <returns>What is wrong, or null.</returns>
    public SanityFault? Inspect(RoutingContext context, SanityChecks checks, SanityUris uris)
    {
        var message = context.Message;
        return (message.IsRequest ? InspectRequestLine(context, checks) : null)
            ?? InspectHeaders(message, checks)
            ?? (Has(checks, SanityChecks.ProxyRequire) && message.IsRequest ? InspectProxyRequire(context) : null)
            ?? (Has(checks, SanityChecks.Uris) ? InspectUris(context, uris) : null)
            ?? InspectCredentials(message, checks)
            ?? (Has(checks, SanityChecks.ReplyVia) && !message.IsRequest && !message.TryGetVia(out _) ? SanityFault.Via : null);
    }

    private static bool Has(SanityChecks checks, SanityChecks check) => (checks & check) != SanityChecks.None;

    private static SanityFault? InspectRequestLine(RoutingContext context, SanityChecks checks)
    {
        if (Has(checks, SanityChecks.Version) && !Latin1.EqualsIgnoreCase(context.Message.Span(context.Message.Version), "SIP/2.0"u8))
            return SanityFault.Version;

        return Has(checks, SanityChecks.RequestUri) && !IsUri(context.RequestUri) ? SanityFault.RequestUri : null;
    }

    private static SanityFault? InspectHeaders(SipMessage message, SanityChecks checks)
    {
        if (Has(checks, SanityChecks.RequiredHeaders) && !message.HasRequired)
            return SanityFault.RequiredHeaders;

        var hasCSeq = message.TryGetCSeq(out var cseq);
        if (Has(checks, SanityChecks.CSeqMethod) && message.IsRequest && hasCSeq
            && !message.Span(cseq.MethodText).SequenceEqual(message.Span(message.MethodText)))
            return SanityFault.CSeqMethod;

        if (Has(checks, SanityChecks.CSeqNumber) && hasCSeq && !IsNumber(message.Span(cseq.NumberText)))
            return SanityFault.CSeqNumber;

        if (Has(checks, SanityChecks.ContentLength) && InspectLength(message) is { } fault)
            return fault;

        var expires = message.Find(HeaderName.Expires);
        return Has(checks, SanityChecks.Expires) && expires >= 0 && !IsNumber(message.Span(message.Header(expires).Value))
            ? SanityFault.Expires
            : null;
    }

    private static SanityFault? InspectLength(SipMessage message)
    {
        if (!message.TryGetContentLength(out var length))
            return null;

        if (!message.HasEndOfHeaders)
            return SanityFault.Body;

        return length == message.Body.Length ? null : SanityFault.ContentLength;
    }

    private static SanityFault? InspectUris(RoutingContext context, SanityUris uris)
    {
        var message = context.Message;
        if ((uris & SanityUris.Request) != SanityUris.None && message.IsRequest && !IsUri(context.RequestUri))
            return SanityFault.RequestUri;

        if ((uris & SanityUris.From) != SanityUris.None && !(message.TryGetFrom(out var from) && IsUri(message.Span(from.Uri))))
            return SanityFault.From;

        if ((uris & SanityUris.To) != SanityUris.None && !(message.TryGetTo(out var to) && IsUri(message.Span(to.Uri))))
            return SanityFault.To;

        if ((uris & SanityUris.Contact) == SanityUris.None)
            return null;

        var contacts = new NameAddressReader(message, HeaderName.Contact);
        while (contacts.TryRead(out var contact))
        {
            if (!contact.IsValid || !(contact.Address.IsStar || IsUri(message.Span(contact.Address.Uri))))
                return SanityFault.Contact;
        }

        return null;
    }

    private static SanityFault? InspectCredentials(SipMessage message, SanityChecks checks)
    {
        if (Has(checks, SanityChecks.Credentials) && HasBad(message, Credentials.IsComplete))
            return SanityFault.Credentials;

        if (Has(checks, SanityChecks.Tags) && (TagCount(message, HeaderName.From) > 1 || TagCount(message, HeaderName.To) > 1))
            return SanityFault.Tags;

        return Has(checks, SanityChecks.Authorization) && HasBad(message, Credentials.HasScheme) ? SanityFault.Authorization : null;
    }

    private static bool HasBad(SipMessage message, CredentialsTest isGood) =>
        HasBad(message, HeaderName.Authorization, isGood) || HasBad(message, HeaderName.ProxyAuthorization, isGood);

    private static bool HasBad(SipMessage message, HeaderName id, CredentialsTest isGood)
    {
        for (var i = message.Find(id); i >= 0; i = message.Find(id, i + 1))
        {
            if (!isGood(message.Span(message.Header(i).Value)))
                return true;
        }

        return false;
    }

    private static int TagCount(SipMessage message, HeaderName id)
    {
        if (!(id == HeaderName.From ? message.TryGetFrom(out var address) : message.TryGetTo(out address)))
            return 0;

        var parameters = message.Span(address.Parameters);
        var reader = new ParameterReader(parameters);
        var count = 0;
        while (reader.TryRead(out var parameter))
        {
            if (Latin1.EqualsIgnoreCase(parameters.Slice(parameter.Name.Start, parameter.Name.Length), "tag"u8))
                count++;
        }

        return count;
    }

    private static bool IsUri(ReadOnlySpan<byte> text) =>
        SipUriParser.TryParse(text, out _) || (text.Length > 4 && Latin1.EqualsIgnoreCase(text[..4], "urn:"u8));

    private static bool IsNumber(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= MaxDigits && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9')
        && IntegerText.TryParse(text, out var number) && number <= MaxNumber;

    private SanityFault? InspectProxyRequire(RoutingContext context)
    {
        var message = context.Message;
        SanityFault? fault = null;
        var line = context.Worker.RentWriter();
        for (var i = message.Find(HeaderName.ProxyRequire); i >= 0; i = message.Find(HeaderName.ProxyRequire, i + 1))
        {
            var value = message.Span(message.Header(i).Value);
            foreach (var range in value.Split((byte)','))
            {
                var token = value[range].Trim(" \t\r\n"u8);
                if (token.IsEmpty || IsUnderstood(token))
                    continue;

                line.Write(fault is null ? "Unsupported: "u8 : ", "u8);
                line.Write(token);
                fault = SanityFault.ProxyRequire;
            }
        }

        if (fault is not null)
            AddToReply(context, line);

        context.Worker.Return(line);
        return fault;
    }

    private static void AddToReply(RoutingContext context, Engine.Buffers.ByteWriter line)
    {
        line.Write("\r\n"u8);
        var all = context.Worker.RentWriter();
        all.Write(context.ReplyHeaders.Span);
        all.Write(line.Written);
        context.ReplyHeaders.Set(all.Written);
        context.Worker.Return(all);
    }

    private bool IsUnderstood(ReadOnlySpan<byte> token)
    {
        foreach (var extension in understood)
        {
            if (Latin1.EqualsIgnoreCase(token, extension))
                return true;
        }

        return false;
    }
}
