using Signalbox.Engine.Messages;

namespace Signalbox.Modules.Nathelper;

/// <summary>The address in a <c>c=</c> or <c>o=</c> line (RFC 4566 §5.2, §5.7); ranges are into the line.</summary>
internal static class SdpAddress
{
    /// <summary>Reads it.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="letter"><c>c</c> or <c>o</c>.</param>
    /// <param name="type"><c>IP4</c> or <c>IP6</c>.</param>
    /// <param name="address">The address, without a time to live.</param>
    /// <returns>False for every other line.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, byte letter, out TextRange type, out TextRange address)
    {
        type = address = default;
        if (line.Length < 3 || (line[0] | 0x20) != letter || line[1] != (byte)'=')
            return false;

        var at = line.LastIndexOf(" IP4 "u8);
        if (at < 0)
            at = line.LastIndexOf(" IP6 "u8);

        if (at < 0)
            return false;

        type = new TextRange(at + 1, 3);
        var rest = line[(at + 5)..];
        var end = rest.IndexOfAny((byte)' ', (byte)'/', (byte)'\t');
        address = new TextRange(at + 5, end < 0 ? rest.Length : end);
        return address.Length > 0;
    }
}
