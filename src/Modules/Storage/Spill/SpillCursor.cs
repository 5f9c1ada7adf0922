using System.Buffers.Binary;
using System.Text;

namespace Signalbox.Modules.Storage.Spill;

/// <summary>Reads what <see cref="SpillBuffer"/> wrote. Beyond the end everything is 0 and empty, and <see cref="IsGood"/> is false.</summary>
internal ref struct SpillCursor(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>False after a read beyond the end.</summary>
    public bool IsGood { get; private set; } = true;

    /// <summary>True at the end.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads a byte.</summary>
    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    /// <summary>Reads a number of four bytes.</summary>
    public int Number() => Take(4) is { IsEmpty: false } four ? BinaryPrimitives.ReadInt32LittleEndian(four) : 0;

    /// <summary>Reads a number of eight bytes.</summary>
    public long Long() => Take(8) is { IsEmpty: false } eight ? BinaryPrimitives.ReadInt64LittleEndian(eight) : 0;

    /// <summary>Reads a length and bytes.</summary>
    public ReadOnlySpan<byte> Bytes() => Take(Number());

    /// <summary>Reads a length and text.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes());

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
        {
            IsGood = false;
            _rest = default;
            return default;
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
