namespace Signalbox.Modules.Rtpengine;

/// <summary>The sums in the answer to a query.</summary>
internal static class MediaTotals
{
    /// <summary>One line of text.</summary>
    public static string Show(ReadOnlySpan<byte> reply)
    {
        BencodeReader.TryFind(reply, "totals"u8, out var totals);
        return $"RTP: {ShowOne(totals, "RTP"u8)}; RTCP: {ShowOne(totals, "RTCP"u8)}";
    }

    private static string ShowOne(ReadOnlySpan<byte> totals, ReadOnlySpan<byte> name)
    {
        BencodeReader.TryFind(totals, name, out var sums);
        BencodeReader.TryFindNumber(sums, "bytes"u8, out var bytes);
        BencodeReader.TryFindNumber(sums, "packets"u8, out var packets);
        BencodeReader.TryFindNumber(sums, "errors"u8, out var errors);
        return $"{bytes} bytes, {packets} packets, {errors} errors";
    }
}
