using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Signalbox.Interop.Tests.Wire;

/// <summary>Cuts one direction of a connection into messages: SIP and HTTP by Content-Length, and WebSocket frames after an upgrade.</summary>
internal static partial class StreamCutter
{
    private const int FirstControlCode = 8;

    /// <summary>The messages, and whether each came in a frame.</summary>
    public static List<(byte[] Bytes, bool IsFramed)> Cut(byte[] stream)
    {
        var messages = new List<(byte[], bool)>();
        var isWebSocket = false;
        for (var at = 0; at < stream.Length;)
        {
            if (isWebSocket)
            {
                var (payload, code, length) = Frame(stream.AsSpan(at));
                if (code < FirstControlCode)
                    messages.Add((payload, true));

                at += length;
                continue;
            }

            if (stream[at] is (byte)'\r' or (byte)'\n')
            {
                at++;
                continue;
            }

            var message = Message(stream.AsSpan(at));
            messages.Add((message, false));
            at += message.Length;
            isWebSocket = Upgrade().IsMatch(Encoding.Latin1.GetString(message));
        }

        return messages;
    }

    private static byte[] Message(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf("\r\n\r\n"u8) + 4;
        if (end < 4)
            throw new InvalidOperationException($"a stream ends within a message: {Encoding.Latin1.GetString(rest)}");

        var length = Length().Match(Encoding.Latin1.GetString(rest[..end]));
        return rest[..(end + (length.Success ? int.Parse(length.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0))].ToArray();
    }

    private static (byte[] Payload, int Code, int Length) Frame(ReadOnlySpan<byte> rest)
    {
        var (length, at) = (rest[1] & 127) switch
        {
            126 => ((rest[2] << 8) | rest[3], 4),
            127 => throw new InvalidOperationException("a frame of more than 65,535 bytes"),
            var small => (small, 2),
        };
        var isMasked = rest[1] > 127;
        var mask = isMasked ? rest.Slice(at, 4) : default;
        at += mask.Length;
        var payload = rest.Slice(at, length).ToArray();
        for (var i = 0; isMasked && i < payload.Length; i++)
            payload[i] ^= mask[i % 4];

        return (payload, rest[0] & 15, at + length);
    }

    [GeneratedRegex("^Content-Length: *([0-9]+)\r$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Length();

    [GeneratedRegex("^(HTTP/1.1 101 |GET .*\r\nUpgrade: websocket\r$)", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Upgrade();
}
