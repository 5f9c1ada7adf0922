using System.Buffers.Binary;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Hep.Api;

/// <summary>Collects the generic chunks of one HEP 3 packet; a later chunk replaces an earlier one of its type.</summary>
internal ref struct HepFields
{
    // Of the eleven chunks that every known sender writes, the peer lets two be missing; a repeated one counts again.
    private const int MinCounted = 9;
    private ReadOnlySpan<byte> _sourceV4;
    private ReadOnlySpan<byte> _destinationV4;
    private ReadOnlySpan<byte> _sourceV6;
    private ReadOnlySpan<byte> _destinationV6;
    private TextRange _payload;
    private TextRange _compressed;
    private TextRange _correlation;
    private TextRange _authKey;
    private int _sourcePort;
    private int _destinationPort;
    private uint _seconds;
    private uint _microseconds;
    private uint _captureId;
    private byte _family;
    private byte _ipProtocol;
    private byte _payloadType;
    private bool _hasIpProtocol;
    private bool _hasPayloadType;
    private int _counted;

    /// <summary>Keeps a chunk whose size is known to be right; unknown types are skipped.</summary>
    public void Take(int type, TextRange range, ReadOnlySpan<byte> packet)
    {
        var data = packet.Slice(range.Start, range.Length);
        if (type is >= HepChunkType.Family and <= HepChunkType.CaptureId or HepChunkType.Payload or HepChunkType.CompressedPayload)
            _counted++;

        switch (type)
        {
            case HepChunkType.Family: _family = data[0]; break;
            case HepChunkType.IpProtocol: _ipProtocol = data[0]; _hasIpProtocol = true; break;
            case HepChunkType.SourceV4: _sourceV4 = data; break;
            case HepChunkType.DestinationV4: _destinationV4 = data; break;
            case HepChunkType.SourceV6: _sourceV6 = data; break;
            case HepChunkType.DestinationV6: _destinationV6 = data; break;
            case HepChunkType.SourcePort: _sourcePort = BinaryPrimitives.ReadUInt16BigEndian(data); break;
            case HepChunkType.DestinationPort: _destinationPort = BinaryPrimitives.ReadUInt16BigEndian(data); break;
            case HepChunkType.Seconds: _seconds = BinaryPrimitives.ReadUInt32BigEndian(data); break;
            case HepChunkType.Microseconds: _microseconds = BinaryPrimitives.ReadUInt32BigEndian(data); break;
            case HepChunkType.PayloadType: _payloadType = data[0]; _hasPayloadType = true; break;
            case HepChunkType.CaptureId: _captureId = BinaryPrimitives.ReadUInt32BigEndian(data); break;
            case HepChunkType.AuthKey: _authKey = range; break;
            case HepChunkType.Payload: _payload = range; break;
            case HepChunkType.CompressedPayload: _compressed = range; break;
            case HepChunkType.CorrelationId: _correlation = range; break;
        }
    }

    /// <summary>Fills the packet, or says what is missing. Two of ports, time and capture id may be; they read as 0.</summary>
    public readonly HepError Complete(ref HepPacket packet)
    {
        if (_family is not (2 or 10))
            return _family == 0 ? HepError.MissingChunk : HepError.UnknownFamily;

        var source = _family == 2 ? _sourceV4 : _sourceV6;
        var destination = _family == 2 ? _destinationV4 : _destinationV6;
        if (source.IsEmpty || destination.IsEmpty || !_hasIpProtocol || !_hasPayloadType)
            return HepError.MissingChunk;

        if (_payload.IsEmpty && _compressed.IsEmpty)
            return HepError.NoPayload;

        if (_counted < MinCounted)
            return HepError.MissingChunk;

        packet.Version = 3;
        packet.Source = new HostEndPoint(source, _sourcePort);
        packet.Destination = new HostEndPoint(destination, _destinationPort);
        packet.IpProtocol = _ipProtocol;
        packet.Seconds = _seconds;
        packet.Microseconds = _microseconds;
        packet.CaptureId = _captureId;
        packet.PayloadType = (HepPayloadType)_payloadType;
        packet.IsCompressed = _payload.IsEmpty;
        packet.Payload = packet.IsCompressed ? _compressed : _payload;
        packet.CorrelationId = _correlation;
        packet.AuthKey = _authKey;
        return HepError.None;
    }
}
