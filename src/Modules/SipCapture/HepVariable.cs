using System.Buffers.Binary;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Hep.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>Reads <c>$hep(name)</c>.</summary>
internal static class HepVariable
{
    // What the peer's unsigned arithmetic makes of -1.
    private const long Unknown = uint.MaxValue;

    /// <summary>The value; undefined outside capture packets, empty for a chunk that is not there.</summary>
    public static ScriptValue Read(CapturedPacket? packet, HepVariableName name)
    {
        if (packet is null)
            return ScriptValue.Undefined;

        if (name == HepVariableName.Version)
            return HepReader.Version(packet.Bytes) is var version and > 0 ? ScriptValue.Of(version) : ScriptValue.Of(Unknown);

        // As recorded: the variable is defined, and empty.
        if (!HepChunkReader.TryFind(packet.Bytes, Math.Max(name.Vendor, 0), name.Type, out var chunk))
            return ScriptValue.Empty;

        return name.Vendor < 0 ? AsThePeer(packet, chunk) : Any(packet, chunk);
    }

    // Any chunk, known or not: a number where the generic chunk holds one, else its octets.
    private static ScriptValue Any(CapturedPacket packet, in HepChunk chunk)
    {
        var kind = chunk.Vendor == 0 ? HepChunkData.KindOf(chunk.Type) : HepDataKind.Text;
        var value = HepChunkData.Read(packet.Buffer, chunk, kind, isNamed: false);
        return value.IsDefined ? value : HepChunkData.Read(packet.Buffer, chunk, HepDataKind.Text, isNamed: false);
    }

    private static ScriptValue AsThePeer(CapturedPacket packet, in HepChunk chunk)
    {
        var data = packet.Bytes.Slice(chunk.Data.Start, chunk.Data.Length);
        return chunk.Type switch
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
