namespace Signalbox.Interop.Tests.Control.Fuzz;

/// <summary>What spec control 1.1 says of the head of a BINRPC packet.</summary>
internal static class BinrpcText
{
    private const byte Mark = 0xa1;

    /// <summary>Bytes of the whole packet as its head announces; null when the head is not there as a whole.</summary>
    public static long? Announced(ReadOnlySpan<byte> bytes, out uint cookie)
    {
        cookie = 0;
        if (bytes.Length < 2)
            return null;

        var (lengthBytes, cookieBytes) = (((bytes[1] >> 2) & 3) + 1, (bytes[1] & 3) + 1);
        if (bytes.Length < 2 + lengthBytes + cookieBytes)
            return null;

        cookie = Number(bytes.Slice(2 + lengthBytes, cookieBytes));
        return 2L + lengthBytes + cookieBytes + Number(bytes.Slice(2, lengthBytes));
    }

    /// <summary>True when the packet could begin a request: what has no mark is refused at once.</summary>
    public static bool HasMark(ReadOnlySpan<byte> bytes) => bytes.Length > 0 && bytes[0] == Mark;

    /// <summary>Kind of a reply: nothing else may come out of a door.</summary>
    public static string Kind(ReadOnlySpan<byte> reply)
    {
        Assert.True(HasMark(reply), Convert.ToHexString(reply));
        return (reply[1] >> 4) switch
        {
            1 => "reply",
            3 => "fault",
            var other => throw new InvalidOperationException($"a reply of type {other}"),
        };
    }

    /// <summary><c>core.printi 5</c> with a cookie of four bytes.</summary>
    public static byte[] Probe(uint cookie) =>
    [
        0xa1, 0x03, 16, (byte)(cookie >> 24), (byte)(cookie >> 16), (byte)(cookie >> 8), (byte)cookie, 0x91, 12, .. "core.printi\0"u8, 0x10, 5,
    ];

    private static uint Number(ReadOnlySpan<byte> bytes)
    {
        uint number = 0;
        foreach (var part in bytes)
            number = (number << 8) | part;

        return number;
    }
}
