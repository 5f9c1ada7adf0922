using Signalbox.Engine.Buffers;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipTrace;

/// <summary>The five X-Siptrace header lines that carry a record's addresses inside the mirrored message.</summary>
internal static class TraceXHeaders
{
    private const int MaxBlock = 511;
    private const int MaxValue = 50;
    private const int MaxDirection = 3;
    private const int Lines = 5;

    /// <summary>Writes the message with the block after its last header line; false when it has no end of headers or the block is too long.</summary>
    public static bool TryAdd(ByteWriter writer, in TraceRecord record, bool withoutTimeAndMethod)
    {
        writer.Clear();
        var end = record.Bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;

        writer.Write(record.Bytes[..(end + 2)]);
        var start = writer.Length;
        writer.Write("X-Siptrace-Fromip: "u8);
        record.From.WriteTo(writer);
        writer.Write("\r\nX-Siptrace-Toip: "u8);
        record.To.WriteTo(writer);
        writer.Write("\r\nX-Siptrace-Time: "u8);
        var since = withoutTimeAndMethod ? 0 : record.UtcTicks - DateTime.UnixEpoch.Ticks;
        writer.Write(since / TimeSpan.TicksPerSecond);
        writer.Write((byte)' ');
        writer.Write(since % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
        writer.Write("\r\nX-Siptrace-Method: "u8);
        if (!withoutTimeAndMethod)
            writer.Write(record.Method);

        writer.Write("\r\nX-Siptrace-Dir: "u8);
        writer.Write(record.Direction);
        writer.Write("\r\n"u8);
        if (writer.Length - start > MaxBlock)
            return false;

        writer.Write(record.Bytes[(end + 2)..]);
        return true;
    }

    /// <summary>
    /// Takes addresses, time, method and direction out of the block and cuts its lines out of the message, which then lies in
    /// <paramref name="writer"/>. As in the peer, what a malformed line and those behind it should have said is left empty; the
    /// time is then that of the receipt.
    /// </summary>
    /// <returns>False when there is no block.</returns>
    public static bool TryTake(ByteWriter writer, in TraceRecord record, out TraceRecord taken)
    {
        taken = record;
        var end = record.Bytes.IndexOf("\r\n\r\n"u8);
        var start = record.Bytes.IndexOf("\r\nX-Siptrace-Fromip: "u8) + 2;
        if (start < 2 || end < 0 || start > end)
            return false;

        var rest = record.Bytes[start..(end + 2)];
        writer.Clear();
        writer.Write(record.Bytes[..start]);
        writer.Write(record.Bytes[(start + BlockLength(rest))..]);
        taken.Bytes = writer.Written;
        var isGood = true;
        taken.From = new TraceAddress(Take(ref rest, "X-Siptrace-Fromip: "u8, MaxValue, ref isGood));
        taken.To = new TraceAddress(Take(ref rest, "X-Siptrace-Toip: "u8, MaxValue, ref isGood));
        isGood &= TryReadTime(Take(ref rest, "X-Siptrace-Time: "u8, MaxValue, ref isGood), ref taken.UtcTicks);
        taken.Method = Take(ref rest, "X-Siptrace-Method: "u8, MaxValue, ref isGood);
        var direction = Take(ref rest, "X-Siptrace-Dir: "u8, MaxDirection, ref isGood);
        taken.IsOutgoing = direction.SequenceEqual("out"u8);
        taken.HasNoDirection = !isGood;
        return true;
    }

    // Its lines, of which one may have another name.
    private static int BlockLength(ReadOnlySpan<byte> lines)
    {
        var length = 0;
        for (var i = 0; i < Lines && lines[length..].StartsWith("X-Siptrace-"u8); i++)
            length += lines[length..].IndexOf("\r\n"u8) + 2;

        return length;
    }

    private static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> rest, scoped ReadOnlySpan<byte> name, int maxLength, scoped ref bool isGood)
    {
        var end = rest.IndexOf("\r\n"u8);
        isGood &= end >= name.Length && rest.StartsWith(name) && end - name.Length <= maxLength;
        if (!isGood)
            return default;

        var value = rest[name.Length..end];
        rest = rest[(end + 2)..];
        return value;
    }

    private static bool TryReadTime(ReadOnlySpan<byte> text, ref long utcTicks)
    {
        var blank = text.IndexOf((byte)' ');
        if (blank <= 0 || !IntegerText.TryParse(text[..blank], out var seconds) || !IntegerText.TryParse(text[(blank + 1)..], out var micro))
            return false;

        if (seconds is < 0 or > uint.MaxValue || micro is < 0 or > 999_999)
            return false;

        utcTicks = DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond) + (micro * TimeSpan.TicksPerMicrosecond);
        return true;
    }
}
