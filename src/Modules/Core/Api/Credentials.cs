using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>Fields of the digest credentials of a request (RFC 7616): Authorization of REGISTER, else Proxy-Authorization.</summary>
internal static class Credentials
{
    /// <summary>The value of a field, without quotes.</summary>
    public static bool TryFind(SipMessage message, ReadOnlySpan<byte> field, out TextRange value)
    {
        value = default;
        var first = message.Method == SipMethod.Register ? HeaderName.Authorization : HeaderName.ProxyAuthorization;
        var second = message.Method == SipMethod.Register ? HeaderName.ProxyAuthorization : HeaderName.Authorization;
        var index = message.Find(first);
        if (index < 0)
            index = message.Find(second);

        return index >= 0 && TryRead(message, message.Header(index).Value, field, out value);
    }

    private static bool TryRead(SipMessage message, TextRange header, ReadOnlySpan<byte> field, out TextRange value)
    {
        value = default;
        var text = message.Span(header);
        if (text.Length < 7 || !Latin1.EqualsIgnoreCase(text[..6], "digest"u8) || !SipChars.IsBlank(text[6]))
            return false;

        for (var position = 7; position < text.Length;)
        {
            var end = EndOf(text, position);
            var (from, to) = SipChars.Trim(text, position, end);
            var equals = text[from..to].IndexOf((byte)'=');
            if (equals > 0 && Latin1.EqualsIgnoreCase(TextSpans.Trim(text.Slice(from, equals)), field))
            {
                var (start, stop) = SipChars.Trim(text, from + equals + 1, to);
                if (stop - start >= 2 && text[start] == (byte)'"' && text[stop - 1] == (byte)'"')
                    (start, stop) = (start + 1, stop - 1);

                value = header.Slice(start, stop - start);
                return true;
            }

            position = end + 1;
        }

        return false;
    }

    private static int EndOf(ReadOnlySpan<byte> text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == (byte)',')
                return i;

            if (text[i] != (byte)'"')
                continue;

            i = SipChars.SkipQuoted(text, i) - 1;
            if (i < 0)
                return text.Length;
        }

        return text.Length;
    }
}
