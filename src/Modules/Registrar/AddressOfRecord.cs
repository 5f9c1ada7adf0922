using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Registrar;

/// <summary>Makes the key of a location table out of a URI.</summary>
internal static class AddressOfRecord
{
    /// <summary>Writes user or user@domain, lower case unless the case matters; a URI without user gives the domain, or nothing.</summary>
    /// <returns>False when the URI cannot be read.</returns>
    public static bool TryWrite(ReadOnlySpan<byte> text, bool useDomain, RegistrarSettings settings, ByteWriter output)
    {
        if (!SipUriParser.TryParse(text, out var uri))
            return false;

        WriteUser(Of(text, uri.User), settings.IsCaseSensitive, output);
        if (!useDomain)
            return true;

        var domain = Of(text, uri.Host);
        if (settings.RealmPrefix.Length > 0 && domain.Length > settings.RealmPrefix.Length
            && Latin1.EqualsIgnoreCase(domain[..settings.RealmPrefix.Length], settings.RealmPrefix))
            domain = domain[settings.RealmPrefix.Length..];

        if (!uri.User.IsEmpty && !domain.IsEmpty)
            output.Write((byte)'@');

        foreach (var letter in domain)
            output.Write(Lower(letter));

        return true;
    }

    // Escapes are undone, so that all spellings of a user are one (RFC 3261 §10.3, 5).
    private static void WriteUser(ReadOnlySpan<byte> user, bool isCaseSensitive, ByteWriter output)
    {
        for (var i = 0; i < user.Length; i++)
        {
            var letter = user[i];
            if (letter == (byte)'%' && i + 2 < user.Length && char.IsAsciiHexDigit((char)user[i + 1]) && char.IsAsciiHexDigit((char)user[i + 2]))
            {
                letter = (byte)(Digit(user[i + 1]) << 4 | Digit(user[i + 2]));
                i += 2;
            }

            output.Write(isCaseSensitive ? letter : Lower(letter));
        }
    }

    private static int Digit(byte letter) => letter <= (byte)'9' ? letter - '0' : (letter | 0x20) - 'a' + 10;

    private static byte Lower(byte letter) => letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter;

    private static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text, TextRange range) => text.Slice(range.Start, range.Length);
}
