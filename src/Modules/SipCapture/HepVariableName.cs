using System.Globalization;

namespace Signalbox.Modules.SipCapture;

/// <summary>What stands in the parentheses of <c>$hep(name)</c>.</summary>
/// <param name="Vendor">Vendor id of the chunk; -1 for the generic chunks as Kamailio reads them.</param>
/// <param name="Type">Type number of the chunk; 0 for the version.</param>
internal sealed record HepVariableName(int Vendor, int Type)
{
    private const int PlainLength = 5;
    private const int MaxChunk = 0xffff;

    /// <summary>The version of the packet.</summary>
    public static HepVariableName Version { get; } = new(-1, 0);

    /// <summary>Reads <c>version</c>, a chunk number of five characters, or <c>vendor:chunk</c>; null for anything else.</summary>
    public static HepVariableName? Parse(string text)
    {
        if (text == "version")
            return Version;

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var digits = text[(colon + 1)..];
        var vendor = -1;
        if (colon >= 0 && !(int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out vendor) && vendor <= MaxChunk))
            return null;

        if (digits.Length != PlainLength && colon < 0)
            return null;

        var isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return int.TryParse(isHex ? digits.AsSpan(2) : digits, style, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MaxChunk
            ? new HepVariableName(vendor, number)
            : null;
    }
}
