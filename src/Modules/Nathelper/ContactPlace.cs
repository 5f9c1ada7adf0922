using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Nathelper;

/// <summary>
/// The contact that NAT functions look at and change: the last one of the first Contact header, as with the peer. Ranges
/// are into the message.
/// </summary>
internal readonly struct ContactPlace
{
    private ContactPlace(RoutingContext context, in NameAddress address, in SipUri uri)
    {
        var start = address.Uri.Start;
        Value = address.Value;
        Uri = address.Uri;
        Host = uri.Host.Slice(0, uri.Host.Length) with { Start = start + uri.Host.Start };
        Parameters = uri.Parameters with { Start = start + uri.Parameters.Start };
        HeadersStart = uri.Headers.IsEmpty ? address.Uri.End : start + uri.Headers.Start;
        HostPortEnd = start + (uri.PortText.IsEmpty ? uri.Host.End : uri.PortText.End);
        Port = uri.Port;
        Scheme = uri.Scheme;
        HasBrackets = start > 0 && context.Message.Buffer[start - 1] == (byte)'<';
    }

    /// <summary>The whole value.</summary>
    public TextRange Value { get; }

    /// <summary>The URI.</summary>
    public TextRange Uri { get; }

    /// <summary>Its host.</summary>
    public TextRange Host { get; }

    /// <summary>Its parameters from the first semicolon; empty when there are none.</summary>
    public TextRange Parameters { get; }

    /// <summary>Where its headers begin; its end when it has none.</summary>
    public int HeadersStart { get; }

    /// <summary>End of host and port.</summary>
    public int HostPortEnd { get; }

    /// <summary>Its port; 0 when not written.</summary>
    public int Port { get; }

    /// <summary>Its scheme.</summary>
    public SipScheme Scheme { get; }

    /// <summary>True when the URI stands in angle brackets.</summary>
    public bool HasBrackets { get; }

    /// <summary>Finds it.</summary>
    /// <returns>False when there is no Contact, a star, or a URI that is no SIP URI.</returns>
    public static bool TryFind(RoutingContext context, out ContactPlace place)
    {
        place = default;
        var reader = new NameAddressReader(context.Message, HeaderName.Contact);
        var found = default(AddressValue);
        while (reader.TryRead(out var value) && value.HeaderIndex == context.Message.Find(HeaderName.Contact))
            found = value;

        if (!found.IsValid || found.Address.IsStar || !SipUriParser.TryParse(context.Message.Span(found.Address.Uri), out var uri) || uri.Host.IsEmpty)
            return false;

        place = new ContactPlace(context, found.Address, uri);
        return true;
    }
}
