using Signalbox.Engine.Values;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Ctl;

/// <summary>
/// Reads the records of a BINRPC body one by one. The bytes come from whoever can open the socket, so nothing here throws,
/// and structures nest at most <see cref="MaxDepth"/> deep.
/// </summary>
internal ref struct BinrpcReader
{
    /// <summary>Structures inside structures that are accepted.</summary>
    public const int MaxDepth = 32;

    private const byte SizedLength = 0x80;

    private ReadOnlySpan<byte> _rest;
    private int _depth;

    /// <summary>Starts at the first record of <paramref name="body"/>.</summary>
    public BinrpcReader(ReadOnlySpan<byte> body) => _rest = body;

    /// <summary>True once the bytes made no sense; nothing more is read then.</summary>
    public bool IsCorrupt { get; private set; }

    /// <summary>True when every record was read and every structure was closed.</summary>
    public readonly bool IsComplete => !IsCorrupt && _rest.IsEmpty && _depth == 0;

    /// <summary>Reads the next record; false at the end and on corrupt bytes.</summary>
    public bool TryRead(out BinrpcRecord record)
    {
        record = default;
        if (IsCorrupt || _rest.IsEmpty)
            return false;

        var first = _rest[0];
        _rest = _rest[1..];
        var type = (BinrpcType)(first & 0x0f);
        switch (type)
        {
            case BinrpcType.Structure or BinrpcType.Array:
                return TryReadMark(first, type, out record);
            case BinrpcType.Number:
                return TryReadNumber(first >> 4, out record);
            case BinrpcType.Integer or BinrpcType.Text or BinrpcType.Name or BinrpcType.Bytes:
                return TryTakeLength(first, out var length) && TryReadValue(type, length, out record);
            default:
                return Corrupt();
        }
    }

    private bool TryReadMark(byte first, BinrpcType type, out BinrpcRecord record)
    {
        var isEnd = (first & SizedLength) != 0;
        _depth += isEnd ? -1 : 1;
        record = new BinrpcRecord(type, isEnd, 0, string.Empty);
        return (first & 0x70) == 0 && _depth is >= 0 and <= MaxDepth || Corrupt();
    }

    private bool TryReadNumber(int length, out BinrpcRecord record)
    {
        record = default;
        if (length > 8 || length > _rest.Length)
            return Corrupt();

        record = new BinrpcRecord(BinrpcType.Number, false, TakeInteger(length), string.Empty);
        return true;
    }

    private bool TryReadValue(BinrpcType type, int length, out BinrpcRecord record)
    {
        record = default;
        if (type == BinrpcType.Integer)
        {
            if (length > 8)
                return Corrupt();

            // Four bytes are a signed 32-bit number (-1 is ff ff ff ff); the peer never sends more.
            var number = length == 4 ? (int)TakeInteger(length) : TakeInteger(length);
            record = new BinrpcRecord(type, false, number, string.Empty);
            return true;
        }

        var bytes = _rest[..length];
        _rest = _rest[length..];
        if (type != BinrpcType.Bytes)
        {
            if (bytes.IsEmpty || bytes[^1] != 0)
                return Corrupt();

            bytes = bytes[..^1];
        }

        record = new BinrpcRecord(type, false, 0, Latin1.ToText(bytes));
        return true;
    }

    private bool TryTakeLength(byte first, out int length)
    {
        length = (first >> 4) & 7;
        if ((first & SizedLength) != 0)
        {
            if (length is 0 or > 4 || length > _rest.Length)
                return Corrupt();

            var sized = TakeInteger(length);
            if (sized > _rest.Length)
                return Corrupt();

            length = (int)sized;
        }

        return length <= _rest.Length || Corrupt();
    }

    private long TakeInteger(int length)
    {
        long number = 0;
        foreach (var b in _rest[..length])
            number = (number << 8) | b;

        _rest = _rest[length..];
        return number;
    }

    private bool Corrupt()
    {
        IsCorrupt = true;
        _rest = default;
        return false;
    }
}
