using System.Globalization;
using System.Text;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Sdpops;

/// <summary>Formats whose number says what they are (RFC 3551 §6).</summary>
internal static class StaticFormats
{
    private static readonly byte[][] Names = Build();

    /// <summary>The name of a number; empty when it has none.</summary>
    public static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> format) =>
        int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Names.Length ? Names[number] : default;

    /// <summary>True when a number has that name.</summary>
    public static bool HasName(ReadOnlySpan<byte> name)
    {
        foreach (var known in Names)
        {
            if (known.Length > 0 && Latin1.EqualsIgnoreCase(known, name))
                return true;
        }

        return false;
    }

    private static byte[][] Build()
    {
        string?[] names =
        [
            "PCMU", null, null, "GSM", "G723", "DVI4", "DVI4", "LPC", "PCMA", "G722", "L16", "L16", "QCELP", "CN", "MPA", "G728", "DVI4", "DVI4", "G729",
            null, null, null, null, null, null, "CelB", "JPEG", null, "nv", null, null, "H261", "MPV", "MP2T", "H263",
        ];
        return Array.ConvertAll(names, static name => Encoding.ASCII.GetBytes(name ?? string.Empty));
    }
}
