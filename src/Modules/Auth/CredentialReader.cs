using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Auth.Api;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Auth;

/// <summary>Reads digest credentials; input comes from anybody.</summary>
internal static class CredentialReader
{
    private const int SchemeLength = 6;

    /// <summary>Finds the first header of a kind whose credentials are for a realm.</summary>
    public static bool TryFind(SipMessage message, HeaderName header, ReadOnlySpan<byte> realm, out DigestCredentials credentials)
    {
        credentials = default;
        for (var i = message.Find(header); i >= 0; i = message.Find(header, i + 1))
        {
            if (TryRead(message, i, out credentials) && message.Span(credentials.Realm).SequenceEqual(realm))
                return true;
        }

        return false;
    }

    /// <summary>Reads one header.</summary>
    /// <returns>False when it is no digest.</returns>
    public static bool TryRead(SipMessage message, int index, out DigestCredentials credentials)
    {
        credentials = new DigestCredentials { HeaderIndex = index };
        var value = message.Header(index).Value;
        var text = message.Span(value);
        if (text.Length <= SchemeLength || !Latin1.EqualsIgnoreCase(text[..SchemeLength], "digest"u8) || !SipChars.IsBlank(text[SchemeLength]))
            return false;

        for (var start = SchemeLength + 1; start < text.Length;)
        {
            var end = EndOf(text, start);
            var (from, to) = SipChars.Trim(text, start, end);
            var equals = text[from..to].IndexOf((byte)'=');
            if (equals > 0)
                Set(ref credentials, TextSpans.Trim(text.Slice(from, equals)), Unquote(text, value, from + equals + 1, to));

            start = end + 1;
        }

        return true;
    }

    private static void Set(ref DigestCredentials credentials, ReadOnlySpan<byte> name, TextRange value)
    {
        if (Latin1.EqualsIgnoreCase(name, "username"u8))
            credentials.UserName = value;
        else if (Latin1.EqualsIgnoreCase(name, "realm"u8))
            credentials.Realm = value;
        else if (Latin1.EqualsIgnoreCase(name, "nonce"u8))
            credentials.Nonce = value;
        else if (Latin1.EqualsIgnoreCase(name, "uri"u8))
            credentials.Uri = value;
        else if (Latin1.EqualsIgnoreCase(name, "response"u8))
            credentials.Response = value;
        else if (Latin1.EqualsIgnoreCase(name, "algorithm"u8))
            credentials.Algorithm = value;
        else if (Latin1.EqualsIgnoreCase(name, "cnonce"u8))
            credentials.ClientNonce = value;
        else if (Latin1.EqualsIgnoreCase(name, "nc"u8))
            credentials.NonceCount = value;
        else if (Latin1.EqualsIgnoreCase(name, "qop"u8))
            credentials.Qop = value;
    }

    private static TextRange Unquote(ReadOnlySpan<byte> text, TextRange header, int from, int to)
    {
        var (start, end) = SipChars.Trim(text, from, to);
        if (end - start >= 2 && text[start] == (byte)'"' && text[end - 1] == (byte)'"')
            (start, end) = (start + 1, end - 1);

        return header.Slice(start, end - start);
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
