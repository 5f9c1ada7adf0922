using System.Buffers.Binary;

namespace Signalbox.Modules.Storage.Spill;

/// <summary>A growing buffer for records of a segment: numbers in little endian, text with its length before it.</summary>
internal sealed class SpillBuffer
{
    private byte[] _bytes = new byte[64 * 1024];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public Span<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Starts again.</summary>
    public void Clear() => Length = 0;

    /// <summary>Leaves out <paramref name="count"/> bytes, to be filled in later.</summary>
    public void Skip(int count)
    {
        Reserve(count).Clear();
        Length += count;
    }

    /// <summary>Writes a byte.</summary>
    public void Write(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    /// <summary>Writes a number of four bytes.</summary>
    public void Write(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), value);
        Length += 4;
    }

    /// <summary>Writes a number of eight bytes.</summary>
    public void Write(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);
        Length += 8;
    }

    /// <summary>Writes a length and bytes.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        Write(text.Length);
        text.CopyTo(Reserve(text.Length));
        Length += text.Length;
    }

    /// <summary>Writes a length and text, as UTF-8.</summary>
    public void Write(string text) => Write(System.Text.Encoding.UTF8.GetBytes(text));

    private Span<byte> Reserve(int count)
    {
        if (Length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));

        return _bytes.AsSpan(Length, count);
    }
}
