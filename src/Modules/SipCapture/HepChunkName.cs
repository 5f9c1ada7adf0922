using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Modules.Hep.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>A chunk as <c>hep_set()</c>, <c>hep_get()</c> and <c>hep_del()</c> name it: a number, decimal or 0x…, or a name such as <c>src_ip</c>.</summary>
/// <param name="number">Type number, 1 to 65535.</param>
internal sealed class HepChunkName(int number) : IScriptArgument<HepChunkName>
{
    private static readonly Dictionary<string, int> Known = new(StringComparer.Ordinal)
    {
        ["proto_family"] = HepChunkType.Family, ["proto_id"] = HepChunkType.IpProtocol,
        ["src_ip"] = HepChunkType.SourceV4, ["dst_ip"] = HepChunkType.DestinationV4,
        ["src_port"] = HepChunkType.SourcePort, ["dst_port"] = HepChunkType.DestinationPort,
        ["timestamp"] = HepChunkType.Seconds, ["timestamp_us"] = HepChunkType.Microseconds,
        ["proto_type"] = HepChunkType.PayloadType, ["captagent_id"] = HepChunkType.CaptureId, ["payload"] = HepChunkType.Payload,
    };

    /// <summary>Type number; an address by name is that of IPv4 and stands for both.</summary>
    public int Number { get; } = number;

    /// <summary>True for a chunk that this server writes itself, so that a script cannot.</summary>
    public bool IsFixed => Number is HepChunkType.Family or HepChunkType.Seconds or HepChunkType.Microseconds;

    /// <summary>True for chunks with an address.</summary>
    public bool IsAddress => Number is >= HepChunkType.SourceV4 and <= HepChunkType.DestinationV6;

    /// <summary>True for the addresses of the sender.</summary>
    public bool IsSource => Number is HepChunkType.SourceV4 or HepChunkType.SourceV6;

    /// <inheritdoc />
    public static bool TryParse(string text, out HepChunkName value, out string error)
    {
        value = null!;
        error = string.Empty;
        if (!Known.TryGetValue(text, out var number) && !TryParseNumber(text, out number))
        {
            error = $"found '{text}', expected the number of a chunk, e.g. 0x0011, or one of {string.Join(", ", Known.Keys)}";
            return false;
        }

        value = new HepChunkName(number);
        return true;
    }

    private static bool TryParseNumber(string text, out int number)
    {
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return int.TryParse(isHex ? text.AsSpan(2) : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number is > 0 and <= ushort.MaxValue;
    }
}
