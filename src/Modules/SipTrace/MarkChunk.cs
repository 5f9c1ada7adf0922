using System.Globalization;
using Signalbox.Engine.Buffers;
using Signalbox.Modules.Hep.Api;

namespace Signalbox.Modules.SipTrace;

/// <summary>The chunk of HEP 3 that says that the same bytes went the same way before.</summary>
internal static class MarkChunk
{
    /// <summary>Writes the chunk that <c>vendor:number</c> names; null when it is none of a vendor.</summary>
    public static byte[]? Make(string text)
    {
        var parts = text.Split(':');
        if (parts.Length != 2 || !TryRead(parts[0], out var vendor) || !TryRead(parts[1], out var number) || vendor == 0)
            return null;

        var writer = new ByteWriter();
        HepChunkWriter.Write(writer, vendor, number, "retransmission"u8);
        return writer.Written.ToArray();
    }

    private static bool TryRead(string text, out ushort number) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? ushort.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
        : ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
