namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>Damages messages: bytes, pieces, lines, numbers and delimiters. The same seed makes the same messages.</summary>
internal sealed class MessageMutator(IReadOnlyList<byte[]> originals, int seed)
{
    private const int MaxBytes = 8000;

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\r\n", "\n", "\r\n\r\n", "\0", "\t", " ", ";", ",", "<", ">", "\"", "%00", "%", "@", "[", "]", ":", "=", "*", "sip:", "sips:", "tel:", "-1", "0", "99999999999",
            "2147483648", "Via: SIP/2.0/UDP 127.0.0.1:18101;branch=z9hG4bK-x\r\n", "Route: <sip:127.0.0.1:18060;lr>\r\n", "Contact: *\r\n", "Content-Length: 5\r\n",
            "Expires: 4294967296\r\n", ";lr;r2=on", ";rport;received=1.2.3.4", ";q=1.000001", "\r\n folded", "\u00ff\u00fe", "SIP/2.0", "Max-Forwards: 256\r\n",
        }.Select(System.Text.Encoding.Latin1.GetBytes),
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next message: most often one damage of one of the originals, at times up to four.</summary>
    public byte[] Next()
    {
        var bytes = new List<byte>(Pick());
        for (var damages = 1 + (_random.Next(3) == 0 ? _random.Next(4) : 0); damages > 0 && bytes.Count > 0; damages--)
            Damage(bytes);

        return bytes.Count > MaxBytes ? [.. bytes.Take(MaxBytes)] : [.. bytes];
    }

    /// <summary>A message of a test, damaged as often as not.</summary>
    public byte[] Sometimes(byte[] message)
    {
        if (_random.Next(2) == 0)
            return message;

        var bytes = new List<byte>(message);
        Damage(bytes);
        return [.. bytes];
    }

    private byte[] Pick() => originals[_random.Next(originals.Count)];

    private void Damage(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count);
        switch (_random.Next(8))
        {
            case 0:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(_random.Next(1, 40), bytes.Count - at));
                break;
            case 3:
                bytes.InsertRange(at, Pieces[_random.Next(Pieces.Length)]);
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(_random.Next(1, 200), bytes.Count - at)));
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 6:
                SwapLines(bytes, at);
                break;
            default:
                Splice(bytes, at);
                break;
        }
    }

    // The line at a place goes to the top of the headers.
    private static void SwapLines(List<byte> bytes, int at)
    {
        var start = bytes.LastIndexOf((byte)'\n', at) + 1;
        var end = bytes.IndexOf((byte)'\n', at) + 1;
        var first = bytes.IndexOf((byte)'\n') + 1;
        if (end <= start || start < first || first == 0)
            return;

        var line = bytes.GetRange(start, end - start);
        bytes.RemoveRange(start, line.Count);
        bytes.InsertRange(first, line);
    }

    private void Splice(List<byte> bytes, int at)
    {
        var other = Pick();
        bytes.RemoveRange(at, bytes.Count - at);
        bytes.AddRange(other.AsSpan(Math.Min(at, other.Length)));
    }
}
