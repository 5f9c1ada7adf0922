using Signalbox.Engine.Messages;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Parsing;

/// <summary>Header names, long and compact.</summary>
public static class HeaderNames
{
    private const int LongestKnown = 20;

    private static readonly (byte[] Name, HeaderName Id)[][] ByLength = Index(
        ("Via", HeaderName.Via), ("From", HeaderName.From), ("To", HeaderName.To), ("Call-ID", HeaderName.CallId),
        ("CSeq", HeaderName.CSeq), ("Contact", HeaderName.Contact), ("Max-Forwards", HeaderName.MaxForwards),
        ("Route", HeaderName.Route), ("Record-Route", HeaderName.RecordRoute), ("Content-Type", HeaderName.ContentType),
        ("Content-Length", HeaderName.ContentLength), ("Authorization", HeaderName.Authorization),
        ("Proxy-Authorization", HeaderName.ProxyAuthorization), ("Expires", HeaderName.Expires),
        ("User-Agent", HeaderName.UserAgent), ("Server", HeaderName.Server), ("Supported", HeaderName.Supported),
        ("Require", HeaderName.Require), ("Proxy-Require", HeaderName.ProxyRequire), ("Unsupported", HeaderName.Unsupported),
        ("Allow", HeaderName.Allow), ("Event", HeaderName.Event), ("Subject", HeaderName.Subject),
        ("Refer-To", HeaderName.ReferTo), ("P-Asserted-Identity", HeaderName.PAssertedIdentity),
        ("P-Preferred-Identity", HeaderName.PPreferredIdentity), ("Remote-Party-ID", HeaderName.RemotePartyId),
        ("Diversion", HeaderName.Diversion), ("Reason", HeaderName.Reason), ("Path", HeaderName.Path),
        ("Session-ID", HeaderName.SessionId));

    /// <summary>Finds the number of a header name, long or compact, without case.</summary>
    /// <returns><see cref="HeaderName.Other"/> for a name without a number.</returns>
    public static HeaderName Lookup(ReadOnlySpan<byte> name)
    {
        if (name.Length == 1)
            name = LongName(name);

        if (name.Length > LongestKnown)
            return HeaderName.Other;

        foreach (var (known, id) in ByLength[name.Length])
        {
            if (((known[0] ^ name[0]) & 0xDF) == 0 && Latin1.EqualsIgnoreCase(known, name))
                return id;
        }

        return HeaderName.Other;
    }

    /// <summary>The long name of a compact form of the IANA registry; any other name comes back as it is.</summary>
    public static ReadOnlySpan<byte> LongName(ReadOnlySpan<byte> name)
    {
        if (name.Length != 1)
            return name;

        return (char)(name[0] | 0x20) switch
        {
            'a' => "Accept-Contact"u8,
            'b' => "Referred-By"u8,
            'c' => "Content-Type"u8,
            'd' => "Request-Disposition"u8,
            'e' => "Content-Encoding"u8,
            'f' => "From"u8,
            'i' => "Call-ID"u8,
            'j' => "Reject-Contact"u8,
            'k' => "Supported"u8,
            'l' => "Content-Length"u8,
            'm' => "Contact"u8,
            'n' => "Identity-Info"u8,
            'o' => "Event"u8,
            'r' => "Refer-To"u8,
            's' => "Subject"u8,
            't' => "To"u8,
            'u' => "Allow-Events"u8,
            'v' => "Via"u8,
            'x' => "Session-Expires"u8,
            'y' => "Identity"u8,
            _ => name,
        };
    }

    /// <summary>True when both name the same header: without case, compact forms equal long ones.</summary>
    public static bool Same(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        Latin1.EqualsIgnoreCase(LongName(left), LongName(right));

    private static (byte[] Name, HeaderName Id)[][] Index(params (string Name, HeaderName Id)[] known)
    {
        var index = new (byte[] Name, HeaderName Id)[LongestKnown + 1][];
        for (var length = 0; length <= LongestKnown; length++)
        {
            var ofLength = Array.FindAll(known, entry => entry.Name.Length == length);
            index[length] = Array.ConvertAll(ofLength, entry => (Latin1.ToBytes(entry.Name), entry.Id));
        }

        return index;
    }
}
