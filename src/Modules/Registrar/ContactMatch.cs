using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>Whether a message and a contact belong together.</summary>
internal static class ContactMatch
{
    /// <summary>True when the contact was registered in this Call-ID.</summary>
    public static bool SameCallId(RoutingContext context, Contact contact) =>
        context.Message.TryGetCallId(out var callId) && context.Message.Span(callId).SequenceEqual(contact.CallId);

    /// <summary>True when the message comes from the address that the contact was registered from.</summary>
    public static bool SameSource(RoutingContext context, Contact contact)
    {
        var source = contact.Received.AsSpan();
        return SipUriParser.TryParse(source, out var uri)
            && HostEndPoint.TryParseAddress(source.Slice(uri.Host.Start, uri.Host.Length), uri.Port == 0 ? 5060 : uri.Port, out var endPoint)
            && endPoint.Equals(context.Received.Remote);
    }

    /// <summary>True when the message names the contact in its Contact header.</summary>
    public static bool SameContact(RoutingContext context, Contact contact)
    {
        var values = new NameAddressReader(context.Message, HeaderName.Contact);
        while (values.TryRead(out var value))
        {
            if (value.IsValid && context.Message.Span(value.Address.Uri).SequenceEqual(contact.Uri))
                return true;
        }

        return false;
    }
}
