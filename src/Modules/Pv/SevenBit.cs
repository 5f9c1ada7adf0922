using System.Globalization;
using System.Text;

namespace Signalbox.Modules.Pv;

/// <summary>Text of short messages: seven bits a character, packed (3GPP TS 23.038 §6.1.2.1), written in hexadecimal.</summary>
internal static class SevenBit
{
    /// <summary>Packs the low seven bits of each character.</summary>
    public static string Encode(string text)
    {
        var result = new StringBuilder(text.Length * 2);
        var (held, bits) = (0, 0);
        foreach (var c in text)
        {
            held |= (c & 0x7f) << bits;
            bits += 7;
            if (bits < 8)
                continue;

            result.Append((held & 0xff).ToString("X2", CultureInfo.InvariantCulture));
            held >>= 8;
            bits -= 8;
        }

        return bits > 0 ? result.Append(held.ToString("X2", CultureInfo.InvariantCulture)).ToString() : result.ToString();
    }

    /// <summary>Unpacks; null when the text is not hexadecimal.</summary>
    public static string? Decode(string text)
    {
        if (text.Length % 2 != 0 || !text.All(char.IsAsciiHexDigit))
            return null;

        var result = new StringBuilder(text.Length);
        var (held, bits) = (0, 0);
        foreach (var b in Convert.FromHexString(text))
        {
            held |= b << bits;
            for (bits += 8; bits >= 7; bits -= 7)
            {
                result.Append((char)(held & 0x7f));
                held >>= 7;
            }
        }

        // Seven characters leave seven bits over, which are filling.
        if (result.Length % 8 == 0 && result.Length > 0 && result[^1] == '\0')
            result.Length--;

        return result.ToString();
    }
}
