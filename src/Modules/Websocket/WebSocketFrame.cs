using System.Buffers.Binary;

namespace Signalbox.Modules.Websocket;

/// <summary>The head of a frame (RFC 6455 §5.2).</summary>
/// <param name="Opcode">What it is.</param>
/// <param name="IsFinal">True for the last, or only, frame of a message.</param>
/// <param name="IsReserved">True when a reserved bit is set.</param>
/// <param name="Mask">Key, when it is masked.</param>
/// <param name="IsMasked">True when the bytes are masked.</param>
/// <param name="HeadBytes">Length of the head.</param>
/// <param name="DataBytes">Length of what follows.</param>
internal readonly record struct WebSocketFrame(
    WebSocketOpcode Opcode, bool IsFinal, bool IsReserved, uint Mask, bool IsMasked, int HeadBytes, ulong DataBytes)
{
    /// <summary>The longest head that this server writes.</summary>
    public const int MaxOwnHeadBytes = 10;

    /// <summary>The longest data of a control frame (RFC 6455 §5.5).</summary>
    public const int MaxControlBytes = 125;

    /// <summary>True for close, ping and pong.</summary>
    public bool IsControl => (int)Opcode >= 8;

    /// <summary>Reads a head; false when it is not whole yet.</summary>
    public static bool TryRead(ReadOnlySpan<byte> data, out WebSocketFrame frame)
    {
        frame = default;
        if (data.Length < 2)
            return false;

        var size = data[1] & 0x7F;
        var lengthBytes = size switch { 126 => 2, 127 => 8, _ => 0 };
        var isMasked = (data[1] & 0x80) != 0;
        var head = 2 + lengthBytes + (isMasked ? 4 : 0);
        if (data.Length < head)
            return false;

        var count = lengthBytes switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(data[2..]),
            8 => BinaryPrimitives.ReadUInt64BigEndian(data[2..]),
            _ => (ulong)size,
        };
        var mask = isMasked ? BinaryPrimitives.ReadUInt32BigEndian(data[(2 + lengthBytes)..]) : 0;
        frame = new WebSocketFrame((WebSocketOpcode)(data[0] & 15), (data[0] & 0x80) != 0, (data[0] & 0x70) != 0, mask, isMasked, head, count);
        return true;
    }

    /// <summary>Takes the mask off (RFC 6455 §5.3).</summary>
    public void Unmask(Span<byte> data)
    {
        Span<byte> key = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(key, Mask);
        for (var i = 0; i < data.Length; i++)
            data[i] ^= key[i & 3];
    }

    /// <summary>Writes the head of a frame of this server: whole, not masked.</summary>
    /// <returns>Its length.</returns>
    public static int WriteHead(WebSocketOpcode opcode, int dataBytes, Span<byte> head)
    {
        head[0] = (byte)(0x80 | (int)opcode);
        if (dataBytes <= MaxControlBytes)
        {
            head[1] = (byte)dataBytes;
            return 2;
        }

        if (dataBytes <= ushort.MaxValue)
        {
            head[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)dataBytes);
            return 4;
        }

        head[1] = 127;
        BinaryPrimitives.WriteUInt64BigEndian(head[2..], (ulong)dataBytes);
        return MaxOwnHeadBytes;
    }
}
