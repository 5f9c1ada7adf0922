using System.Buffers;
using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Ctl;

/// <summary>The head of a BINRPC packet: kind, body length and the cookie that ties a reply to its request.</summary>
/// <param name="Kind">Request, reply or fault; other numbers come through as they are.</param>
/// <param name="BodyBytes">Length of the body, 0..4294967295; the header is not counted.</param>
/// <param name="Cookie">Chosen by the client, copied by the server.</param>
internal readonly record struct BinrpcHeader(BinrpcPacketKind Kind, uint BodyBytes, uint Cookie)
{
    /// <summary>The first byte of every packet: magic 0xA, version 1.</summary>
    public const byte Mark = 0xa1;

    /// <summary>The most bytes that a header takes.</summary>
    public const int MaxBytes = 10;

    /// <summary>Reads a header from the start of <paramref name="bytes"/>; lengths need not be minimal.</summary>
    public static OperationStatus Read(ReadOnlySpan<byte> bytes, out BinrpcHeader header, out int consumed)
    {
        header = default;
        consumed = 0;
        if (bytes.IsEmpty)
            return OperationStatus.NeedMoreData;

        if (bytes[0] != Mark)
            return OperationStatus.InvalidData;

        if (bytes.Length < 2)
            return OperationStatus.NeedMoreData;

        var lengthBytes = ((bytes[1] >> 2) & 3) + 1;
        var cookieBytes = (bytes[1] & 3) + 1;
        var total = 2 + lengthBytes + cookieBytes;
        if (bytes.Length < total)
            return OperationStatus.NeedMoreData;

        var kind = (BinrpcPacketKind)(bytes[1] >> 4);
        header = new BinrpcHeader(kind, Number(bytes.Slice(2, lengthBytes)), Number(bytes[(2 + lengthBytes)..total]));
        consumed = total;
        return OperationStatus.Done;
    }

    /// <summary>Appends the header in its shortest form.</summary>
    public void WriteTo(ByteWriter writer)
    {
        var lengthBytes = MinimalBytes(BodyBytes);
        var cookieBytes = MinimalBytes(Cookie);
        writer.Write(Mark);
        writer.Write((byte)(((int)Kind << 4) | ((lengthBytes - 1) << 2) | (cookieBytes - 1)));
        WriteNumber(writer, BodyBytes, lengthBytes);
        WriteNumber(writer, Cookie, cookieBytes);
    }

    private static uint Number(ReadOnlySpan<byte> bytes)
    {
        uint number = 0;
        foreach (var b in bytes)
            number = (number << 8) | b;

        return number;
    }

    private static int MinimalBytes(uint number) => number switch
    {
        > 0xffffff => 4,
        > 0xffff => 3,
        > 0xff => 2,
        _ => 1,
    };

    private static void WriteNumber(ByteWriter writer, uint number, int count)
    {
        for (var shift = (count - 1) * 8; shift >= 0; shift -= 8)
            writer.Write((byte)(number >> shift));
    }
}
