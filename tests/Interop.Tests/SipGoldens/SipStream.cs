using System.Globalization;
using System.Text.RegularExpressions;

namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>Cuts what came over a stream into SIP and HTTP messages, CRLF answers and WebSocket frames.</summary>
internal static partial class SipStream
{
    /// <summary>All units of a text; a rest that is no whole unit is one too.</summary>
    public static List<string> Split(string text)
    {
        var units = new List<string>();
        while (text.Length > 0)
        {
            var length = UnitLength(text);
            if (length == 0)
                length = text.Length;

            units.Add(text[..length]);
            text = text[length..];
        }

        return units;
    }

    /// <summary>Length of the first whole unit; 0 when more bytes are needed.</summary>
    public static int UnitLength(string text)
    {
        if (text.Length == 0)
            return 0;

        if (text[0] >= '\x80')
            return FrameLength(text);

        if (text.StartsWith("\r\n", StringComparison.Ordinal))
            return 2;

        var blank = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (blank < 0)
            return 0;

        var length = ContentLength().Match(text, 0, blank + 2);
        var whole = blank + 4 + (length.Success ? int.Parse(length.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0);
        return whole <= text.Length ? whole : 0;
    }

    // A server's frames are not masked (RFC 6455 §5.1).
    private static int FrameLength(string text)
    {
        if (text.Length < 4)
            return 0;

        var length = text[1] & 0x7f;
        var whole = length < 126 ? 2 + length : 4 + (text[2] << 8 | text[3]);
        return whole <= text.Length ? whole : 0;
    }

    [GeneratedRegex(@"\r\n(?:Content-Length|l)\s*:\s*(\d+)\r\n", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ContentLength();
}
