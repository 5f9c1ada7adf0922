using System.Text;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.TraceQuery;

/// <summary>Finds things in stored messages, which may be damaged.</summary>
internal static class MessageText
{
    private const string OwnCookie = "z9hG4bK";

    /// <summary>The first line without its end.</summary>
    public static string FirstLine(ReadOnlySpan<byte> message)
    {
        var end = message.IndexOfAny((byte)'\r', (byte)'\n');
        return Latin1.ToText(end < 0 ? message : message[..end]);
    }

    /// <summary>The values of all headers of a name, letter case aside.</summary>
    public static IEnumerable<string> Headers(byte[] message, string name)
    {
        var text = Encoding.Latin1.GetString(message);
        for (var at = text.IndexOf('\n', StringComparison.Ordinal) + 1; at > 0 && at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            var line = end < 0 ? text[at..] : text[at..end];
            if (line.TrimEnd('\r').Length == 0)
                yield break;

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line.AsSpan(0, colon).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                yield return line[(colon + 1)..].Trim();

            at = end < 0 ? text.Length : end + 1;
        }
    }

    /// <summary>The ids of a Session-ID header (RFC 7989 §5): 32 hexadecimal digits each; the one of zeros stands for none.</summary>
    public static IEnumerable<string> SessionIds(byte[] message)
    {
        foreach (var value in Headers(message, "Session-ID"))
        {
            foreach (var part in value.Split(';', StringSplitOptions.TrimEntries))
            {
                var id = part.StartsWith("remote=", StringComparison.OrdinalIgnoreCase) ? part["remote=".Length..] : part;
                if (id.Length == 32 && id.All(char.IsAsciiHexDigit) && id.Any(static c => c != '0'))
                    yield return id;
            }
        }
    }

    /// <summary>The number that this server and the peer put at the end of their branches: which of the forked ones it is; -1 for branches of others.</summary>
    public static int Branch(byte[] message)
    {
        var via = Headers(message, "Via").Concat(Headers(message, "v")).FirstOrDefault() ?? string.Empty;
        var at = via.IndexOf("branch=" + OwnCookie, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return -1;

        var value = via[(at + "branch=".Length + OwnCookie.Length)..];
        var end = value.AsSpan().IndexOfAny(";, \t");
        var parts = (end < 0 ? value : value[..end]).Split('.');
        return parts.Length == 3 && parts[1].Length == 32 && parts[1].All(char.IsAsciiHexDigit) && int.TryParse(parts[2], System.Globalization.NumberStyles.HexNumber, null, out var number)
            ? number
            : -1;
    }
}
