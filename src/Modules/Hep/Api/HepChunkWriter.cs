using System.Buffers.Binary;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Hep.Api;

/// <summary>Writes single chunks of HEP 3, generic ones and those of vendors.</summary>
internal static class HepChunkWriter
{
    /// <summary>Octets of data that fit into a chunk: its length field has 16 bits.</summary>
    public const int MaxDataBytes = ushort.MaxValue - HepChunkReader.ChunkHeaderBytes;

    /// <summary>A generic chunk; <paramref name="data"/> has at most <see cref="MaxDataBytes"/>.</summary>
    public static void Write(ByteWriter writer, int type, ReadOnlySpan<byte> data) => Write(writer, 0, type, data);

    /// <summary>A chunk of a vendor; <paramref name="data"/> has at most <see cref="MaxDataBytes"/>.</summary>
    public static void Write(ByteWriter writer, int vendor, int type, ReadOnlySpan<byte> data)
    {
        Span<byte> head = stackalloc byte[HepChunkReader.ChunkHeaderBytes];
        BinaryPrimitives.WriteUInt16BigEndian(head, (ushort)vendor);
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(head[4..], (ushort)(data.Length + HepChunkReader.ChunkHeaderBytes));
        writer.Write(head);
        writer.Write(data);
    }

    /// <summary>A generic chunk of one octet.</summary>
    public static void WriteByte(ByteWriter writer, int type, int value) => Write(writer, type, [(byte)value]);

    /// <summary>A generic chunk of two octets.</summary>
    public static void WriteUInt16(ByteWriter writer, int type, int value)
    {
        Span<byte> data = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(data, (ushort)value);
        Write(writer, type, data);
    }

    /// <summary>A generic chunk of four octets.</summary>
    public static void WriteUInt32(ByteWriter writer, int type, uint value)
    {
        Span<byte> data = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(data, value);
        Write(writer, type, data);
    }

    /// <summary>A generic chunk with an address, without its port.</summary>
    public static void WriteAddress(ByteWriter writer, int type, in HostEndPoint endPoint)
    {
        Span<byte> data = stackalloc byte[16];
        Write(writer, type, data[..endPoint.WriteAddress(data)]);
    }
}
