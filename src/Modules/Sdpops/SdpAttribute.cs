namespace Signalbox.Modules.Sdpops;

/// <summary>Attribute lines that belong to one format: <c>a=rtpmap:101 telephone-event/8000</c>.</summary>
internal static class SdpAttribute
{
    /// <summary>The format of an rtpmap, fmtp or rtcp-fb line; empty for other lines.</summary>
    public static ReadOnlySpan<byte> FormatOf(ReadOnlySpan<byte> line) =>
        TryGetFormat(line, "a=rtpmap:"u8, out var id, out _) || TryGetFormat(line, "a=fmtp:"u8, out id, out _) || TryGetFormat(line, "a=rtcp-fb:"u8, out id, out _)
            ? id
            : default;

    /// <summary>Cuts a line with that prefix into format and rest.</summary>
    public static bool TryGetFormat(ReadOnlySpan<byte> line, ReadOnlySpan<byte> prefix, out ReadOnlySpan<byte> format, out ReadOnlySpan<byte> rest)
    {
        format = rest = default;
        if (!line.StartsWith(prefix))
            return false;

        rest = line[prefix.Length..];
        var end = rest.IndexOf((byte)' ');
        format = end < 0 ? rest : rest[..end];
        rest = rest[format.Length..].TrimStart((byte)' ');
        return !format.IsEmpty;
    }
}
