using System.Buffers.Binary;
using System.Globalization;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Hep.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>Reads <c>$hep(name)</c>.</summary>
internal static class HepVariable
{
    private const int Version = -1;
    private const int NameLength = 5;
    private const int MaxChunk = 0xffff;

    // What the peer's unsigned arithmetic makes of -1.
    private const long Unknown = uint.MaxValue;

    /// <summary>The number behind a name: a chunk, or a mark for the version; null for a bad name.</summary>
    public static int? NumberOf(string name)
    {
        if (name == "version")
            return Version;

        if (name.Length != NameLength)
            return null;

        var isHex = name.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var digits = isHex ? name[2..] : name;
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return int.TryParse(digits, style, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MaxChunk ? number : null;
    }

    /// <summary>The value; undefined outside capture packets, empty for a chunk that is not there.</summary>
    public static ScriptValue Read(CapturedPacket? packet, int number)
    {
        if (packet is null)
            return ScriptValue.Undefined;

        if (number == Version)
            return HepReader.Version(packet.Bytes) is var version and > 0 ? ScriptValue.Of(version) : ScriptValue.Of(Unknown);

        // As recorded: the variable is defined, and empty.
        if (!HepChunkReader.TryFind(packet.Bytes, number, out var chunk))
            return ScriptValue.Empty;

        var data = packet.Bytes.Slice(chunk.Data.Start, chunk.Data.Length);
        return number switch
        {
            HepChunkType.Family or HepChunkType.IpProtocol or HepChunkType.PayloadType => ScriptValue.Of(data[0]),
            HepChunkType.SourcePort or HepChunkType.DestinationPort or HepChunkType.KeepAlive => ScriptValue.Of(BinaryPrimitives.ReadUInt16BigEndian(data)),
            HepChunkType.Seconds or HepChunkType.Microseconds or HepChunkType.CaptureId => ScriptValue.Of(BinaryPrimitives.ReadUInt32BigEndian(data)),
            >= HepChunkType.SourceV4 and <= HepChunkType.DestinationV6 => ScriptValue.Of(new HostEndPoint(data, 0).HostText()),
            HepChunkType.AuthKey or HepChunkType.Payload or HepChunkType.CorrelationId => ScriptValue.Of(packet.Buffer, chunk.Data.Start, chunk.Data.Length),
            _ => ScriptValue.Of(Unknown),
        };
    }
}
