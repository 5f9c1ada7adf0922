using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Signalbox.Engine.Buffers;

/// <summary>
/// A growable byte buffer over pooled arrays. It is reused from message to message, so steady state allocates nothing.
/// Text is bytes as characters (Latin-1): every char below 256 is one byte, so lengths and offsets are the wire's.
/// </summary>
public sealed class ByteWriter : IBufferWriter<byte>
{
    /// <summary>Bytes a writer holds at most; a longer message is cut off and <see cref="Overflowed"/> is set.</summary>
    public const int MaxBytes = 1 << 20;

    private const int MinBytes = 64;
    private byte[] _buffer;

    /// <summary>Creates a writer with room for <paramref name="capacity"/> bytes.</summary>
    public ByteWriter(int capacity = 2048) => _buffer = new byte[capacity];

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>True when something did not fit into <see cref="MaxBytes"/>; what was written is then incomplete.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    /// <summary>The array behind <see cref="Written"/>; valid until the next write or <see cref="Clear"/>.</summary>
    public byte[] Buffer => _buffer;

    /// <summary>Forgets what was written; keeps the memory.</summary>
    public void Clear()
    {
        Length = 0;
        Overflowed = false;
    }

    /// <summary>Cuts the content back to <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => Length = Math.Min(length, Length);

    /// <summary>Appends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (!Reserve(bytes.Length))
            return;

        bytes.CopyTo(_buffer.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Appends one byte.</summary>
    public void Write(byte value)
    {
        if (Reserve(1))
            _buffer[Length++] = value;
    }

    /// <summary>Appends text, one byte a char; a char above 255 becomes '?'.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        if (Reserve(text.Length))
            Length += Encoding.Latin1.GetBytes(text, _buffer.AsSpan(Length));
    }

    /// <summary>Appends a decimal number.</summary>
    public void Write(long number)
    {
        if (Reserve(20) && Utf8Formatter.TryFormat(number, _buffer.AsSpan(Length), out var written))
            Length += written;
    }

    /// <summary>Appends a lower-case hexadecimal number without leading zeros.</summary>
    public void WriteHex(ulong number)
    {
        if (Reserve(16) && Utf8Formatter.TryFormat(number, _buffer.AsSpan(Length), out var written, new StandardFormat('x')))
            Length += written;
    }

    /// <inheritdoc />
    public void Advance(int count) => Length += count;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(Length);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(Math.Max(sizeHint, 1));
        return _buffer.AsSpan(Length);
    }

    private bool Reserve(int count)
    {
        if (Length + count <= _buffer.Length)
            return true;

        if (Length + count > MaxBytes)
        {
            Overflowed = true;
            return false;
        }

        Grow(count);
        return true;
    }

    private void Grow(int count)
    {
        if (Length + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(Math.Max(_buffer.Length * 2, MinBytes), Length + count));
    }
}
