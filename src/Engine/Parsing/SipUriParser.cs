using System.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Parsing;

/// <summary>Reads SIP, SIPS and tel URIs (RFC 3261 §19.1, RFC 3966).</summary>
public static class SipUriParser
{
    private static readonly SearchValues<byte> Forbidden = SearchValues.Create(" \t\r\n<>\""u8);
    private static readonly SearchValues<byte> HostEnds = SearchValues.Create(":;?@"u8);

    /// <summary>Reads a URI without angle brackets.</summary>
    /// <returns>
    /// False on another scheme, blanks or brackets inside, an empty user before <c>@</c>, no host, or a port that is no
    /// number up to 65535. <paramref name="uri"/> then holds what was read so far.
    /// </returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out SipUri uri)
    {
        uri = default;
        var colon = text.IndexOf((byte)':');
        if (colon <= 0 || text.ContainsAny(Forbidden))
            return false;

        uri.SchemeText = new TextRange(0, colon);
        uri.Scheme = LookupScheme(text[..colon]);
        return uri.Scheme switch
        {
            SipScheme.Sip or SipScheme.Sips => TryParseSip(text, colon + 1, ref uri),
            SipScheme.Tel or SipScheme.Tels => TryParseTel(text, colon + 1, ref uri),
            _ => false,
        };
    }

    /// <summary>Finds a scheme by name, without case.</summary>
    public static SipScheme LookupScheme(ReadOnlySpan<byte> name) =>
        Latin1.EqualsIgnoreCase(name, "sip"u8) ? SipScheme.Sip
        : Latin1.EqualsIgnoreCase(name, "sips"u8) ? SipScheme.Sips
        : Latin1.EqualsIgnoreCase(name, "tel"u8) ? SipScheme.Tel
        : Latin1.EqualsIgnoreCase(name, "tels"u8) ? SipScheme.Tels : SipScheme.Other;

    private static bool TryParseTel(ReadOnlySpan<byte> text, int start, ref SipUri uri)
    {
        var length = text[start..].IndexOf((byte)';');
        var end = length < 0 ? text.Length : start + length;
        uri.User = new TextRange(start, end - start);
        uri.HasUser = true;
        return end > start && TryReadTail(text, end, ref uri);
    }

    private static bool TryParseSip(ReadOnlySpan<byte> text, int start, ref SipUri uri)
    {
        var at = text[start..].IndexOf((byte)'@');
        if (at >= 0)
        {
            if (!TryReadUser(text, start, start + at, ref uri))
                return false;

            start += at + 1;
        }

        return TryReadHost(text, ref start, ref uri) && TryReadPort(text, ref start, ref uri) && TryReadTail(text, start, ref uri);
    }

    private static bool TryReadUser(ReadOnlySpan<byte> text, int start, int end, ref SipUri uri)
    {
        var colon = text[start..end].IndexOf((byte)':');
        var userEnd = colon < 0 ? end : start + colon;
        uri.HasUser = true;
        uri.User = new TextRange(start, userEnd - start);
        if (colon >= 0)
            uri.Password = new TextRange(userEnd + 1, end - userEnd - 1);

        return !uri.User.IsEmpty;
    }

    private static bool TryReadHost(ReadOnlySpan<byte> text, ref int position, ref SipUri uri)
    {
        var rest = text[position..];
        var length = rest.IndexOfAny(HostEnds);
        if (!rest.IsEmpty && rest[0] == (byte)'[')
            length = rest.IndexOf((byte)']') + 1;
        else if (length < 0)
            length = rest.Length;

        uri.Host = new TextRange(position, length);
        position += length;
        return length > 0 && (position == text.Length || text[position] is (byte)':' or (byte)';' or (byte)'?');
    }

    private static bool TryReadPort(ReadOnlySpan<byte> text, ref int position, ref SipUri uri)
    {
        if (position == text.Length || text[position] != (byte)':')
            return true;

        var start = ++position;
        while (position < text.Length && text[position] is not ((byte)';' or (byte)'?'))
            position++;

        uri.PortText = new TextRange(start, position - start);
        return SipChars.TryReadNumber(text[start..position], out uri.Port) && uri.Port <= 65535;
    }

    private static bool TryReadTail(ReadOnlySpan<byte> text, int position, ref SipUri uri)
    {
        var question = text[position..].IndexOf((byte)'?');
        var end = question < 0 ? text.Length : position + question;
        uri.Parameters = new TextRange(position, end - position);
        if (question >= 0)
            uri.Headers = new TextRange(end, text.Length - end);

        var parameters = text[position..end];
        var reader = new ParameterReader(parameters);
        while (reader.TryRead(out var parameter))
            Note(parameters, parameter, position, ref uri);

        if (uri.IsPhone)
            CutNumber(text, ref uri);

        return true;
    }

    // The user is what a tel URI would hold: number;parameters (RFC 3261 §19.1.6).
    private static void CutNumber(ReadOnlySpan<byte> text, ref SipUri uri)
    {
        var length = text.Slice(uri.User.Start, uri.User.Length).IndexOf((byte)';');
        if (length < 0)
            return;

        uri.UserParameters = uri.User.Slice(length, uri.User.Length - length);
        uri.User = uri.User.Slice(0, length);
    }

    private static void Note(ReadOnlySpan<byte> parameters, in Parameter parameter, int offset, ref SipUri uri)
    {
        var name = parameters.Slice(parameter.Name.Start, parameter.Name.Length);
        var value = parameters.Slice(parameter.Value.Start, parameter.Value.Length);
        if (Latin1.EqualsIgnoreCase(name, "lr"u8))
            uri.IsLoose = true;
        else if (Latin1.EqualsIgnoreCase(name, "r2"u8))
            uri.IsDouble = Latin1.EqualsIgnoreCase(value, "on"u8);
        else if (Latin1.EqualsIgnoreCase(name, "user"u8))
            uri.IsPhone = value.SequenceEqual("phone"u8);
        else if (uri.Transport.IsEmpty && Latin1.EqualsIgnoreCase(name, "transport"u8))
            uri.Transport = new TextRange(offset + parameter.Value.Start, parameter.Value.Length);
    }
}
