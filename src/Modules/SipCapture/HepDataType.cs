using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.SipCapture;

/// <summary>How a script writes and reads the data of a chunk; the empty text leaves it to the chunk.</summary>
/// <param name="kind">The kind.</param>
internal sealed class HepDataType(HepDataKind kind) : IScriptArgument<HepDataType>
{
    /// <summary>The kind.</summary>
    public HepDataKind Kind { get; } = kind;

    /// <inheritdoc />
    public static bool TryParse(string text, out HepDataType value, out string error)
    {
        HepDataKind? kind = text switch
        {
            "" => HepDataKind.OfChunk,
            "uint8" => HepDataKind.Byte,
            "uint16" => HepDataKind.UInt16,
            "uint32" => HepDataKind.UInt32,
            "inet4-addr" => HepDataKind.AddressV4,
            "inet6-addr" => HepDataKind.AddressV6,
            "utf8-string" or "octet-string" => HepDataKind.Text,
            _ => null,
        };
        value = new HepDataType(kind ?? HepDataKind.OfChunk);
        error = kind is null ? $"found '{text}', expected uint8, uint16, uint32, inet4-addr, inet6-addr, utf8-string or octet-string" : string.Empty;
        return kind is not null;
    }
}
