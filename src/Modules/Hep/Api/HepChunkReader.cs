using System.Buffers.Binary;
using Signalbox.Engine.Messages;

namespace Signalbox.Modules.Hep.Api;

/// <summary>Walks through the chunks of a HEP 3 packet without allocating.</summary>
internal ref struct HepChunkReader
{
    /// <summary>Octets before the first chunk: "HEP3" and the total length.</summary>
    public const int ControlHeaderBytes = 6;

    /// <summary>Octets before a chunk's data: vendor, type and length.</summary>
    public const int ChunkHeaderBytes = 6;

    private readonly ReadOnlySpan<byte> _packet;
    private int _next;

    /// <summary>Starts at the first chunk; <paramref name="packet"/> ends at the packet's total length.</summary>
    public HepChunkReader(ReadOnlySpan<byte> packet)
    {
        _packet = packet;
        _next = ControlHeaderBytes;
        Error = HepError.None;
    }

    /// <summary>Why the walk ended early; <see cref="HepError.None"/> at a regular end.</summary>
    public HepError Error { get; private set; }

    /// <summary>Moves on; false at the end and at the first broken chunk.</summary>
    public bool TryNext(out HepChunk chunk)
    {
        chunk = default;
        if (_next >= _packet.Length)
            return false;

        var rest = _packet[_next..];
        if (rest.Length < ChunkHeaderBytes)
            return Fail(HepError.BadChunkLength);

        var length = BinaryPrimitives.ReadUInt16BigEndian(rest[4..]);
        if (length < ChunkHeaderBytes || length > rest.Length)
            return Fail(HepError.BadChunkLength);

        var vendor = BinaryPrimitives.ReadUInt16BigEndian(rest);
        var type = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
        if (vendor == 0 && type == 0)
            return Fail(HepError.ZeroChunk);

        var size = vendor == 0 ? HepChunkType.DataBytes(type) : -1;
        if (size >= 0 && size != length - ChunkHeaderBytes)
            return Fail(HepError.WrongChunkSize);

        chunk = new HepChunk(vendor, type, new TextRange(_next + ChunkHeaderBytes, length - ChunkHeaderBytes));
        _next += length;
        return true;
    }

    /// <summary>The last generic chunk of a type, as a repeated chunk replaces the one before; false when there is none.</summary>
    public static bool TryFind(ReadOnlySpan<byte> datagram, int type, out HepChunk found) => TryFind(datagram, 0, type, out found);

    /// <summary>The last chunk of a type and vendor; with vendor -1 a generic one, else one of any vendor. False when there is none.</summary>
    public static bool TryFind(ReadOnlySpan<byte> datagram, int vendor, int type, out HepChunk found)
    {
        found = default;
        if (vendor == -1 && TryFind(datagram, type, out found))
            return true;

        if (!HepReader.TryTrim(datagram, out var packet))
            return false;

        var any = false;
        var reader = new HepChunkReader(packet);
        while (reader.TryNext(out var chunk))
        {
            if (chunk.Type != type || (vendor != -1 && chunk.Vendor != vendor))
                continue;

            found = chunk;
            any = true;
        }

        return any;
    }

    private bool Fail(HepError error)
    {
        Error = error;
        _next = _packet.Length;
        return false;
    }
}
