using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Sanity;

/// <summary>What can be said about credentials without knowing the user.</summary>
internal static class Credentials
{
    /// <summary>True when a scheme and something after it are there.</summary>
    public static bool HasScheme(ReadOnlySpan<byte> value)
    {
        var blank = value.IndexOfAny(SipChars.Blanks);
        return blank > 0 && SipChars.IsToken(value[..blank]);
    }

    /// <summary>False for digest credentials that lack one of username, realm, nonce, uri and response (RFC 7616 §3.4).</summary>
    public static bool IsComplete(ReadOnlySpan<byte> value)
    {
        var blank = value.IndexOfAny(SipChars.Blanks);
        if (blank < 0 || !Latin1.EqualsIgnoreCase(value[..blank], "Digest"u8))
            return true;

        var parts = value[blank..];
        return Has(parts, "username"u8) && Has(parts, "realm"u8) && Has(parts, "nonce"u8) && Has(parts, "uri"u8) && Has(parts, "response"u8);
    }

    private static bool Has(ReadOnlySpan<byte> parts, ReadOnlySpan<byte> name)
    {
        for (var position = SipChars.SkipBlanks(parts, 0); position < parts.Length;)
        {
            var end = position;
            while (end < parts.Length && end >= 0 && parts[end] != (byte)',')
                end = parts[end] == (byte)'"' ? SkipQuoted(parts, end) : end + 1;

            var part = parts[position..end];
            var equals = part.IndexOf((byte)'=');
            if (equals > 0 && Latin1.EqualsIgnoreCase(part[..equals].Trim(" \t\r\n"u8), name))
                return true;

            position = SipChars.SkipBlanks(parts, end + 1);
        }

        return false;
    }

    private static int SkipQuoted(ReadOnlySpan<byte> text, int index)
    {
        var end = SipChars.SkipQuoted(text, index);
        return end < 0 ? text.Length : end;
    }
}
