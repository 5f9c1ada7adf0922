using System.Buffers.Binary;
using System.Text;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbPostgres;

/// <summary>Rows in the binary format of COPY: numbers in big endian, each value with its length before it.</summary>
internal sealed class CopyBuffer
{
    private const int HeaderBytes = 19;
    private byte[] _bytes = new byte[64 * 1024];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Starts again, with the header of the format: its mark, no flags, no extension.</summary>
    public void Start()
    {
        Length = 0;
        ReadOnlySpan<byte> mark = [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xff, (byte)'\r', (byte)'\n', 0];
        var head = Reserve(HeaderBytes);
        head.Clear();
        mark.CopyTo(head);
        Length = HeaderBytes;
    }

    /// <summary>Takes back what was written after a place.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Writes a number of two bytes without a length: the columns of a row, or -1 at the end.</summary>
    public void WriteCount(short count)
    {
        BinaryPrimitives.WriteInt16BigEndian(Reserve(2), count);
        Length += 2;
    }

    /// <summary>Writes NULL.</summary>
    public void WriteNull() => WriteLength(-1);

    /// <summary>Writes an int2.</summary>
    public void WriteShort(short value)
    {
        WriteLength(2);
        WriteCount(value);
    }

    /// <summary>Writes an int4.</summary>
    public void WriteInt(int value)
    {
        WriteLength(4);
        WriteLength(value);
    }

    /// <summary>Writes an int8, or a time in microseconds.</summary>
    public void WriteLong(long value)
    {
        WriteLength(8);
        BinaryPrimitives.WriteInt64BigEndian(Reserve(8), value);
        Length += 8;
    }

    /// <summary>Writes bytes as they are.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteLength(bytes.Length);
        Append(bytes);
    }

    /// <summary>Writes text: UTF-8 without NUL, which the server would refuse, cut to a number of characters.</summary>
    /// <param name="text">Bytes; when they are no UTF-8, each is a character of Latin-1.</param>
    /// <param name="most">Characters that the column takes; 0 = any number.</param>
    public void WriteText(ReadOnlySpan<byte> text, int most)
    {
        var place = Length;
        WriteLength(0);
        var start = Length;
        if (Ascii.IsValid(text) || System.Text.Unicode.Utf8.IsValid(text))
            Append(most == 0 ? text : StoredText.Cut(text, most));
        else
            AppendLatin1(most == 0 || text.Length <= most ? text : text[..most]);

        _bytes.AsSpan(start, Length - start).Replace((byte)0, (byte)' ');
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(place), Length - start);
    }

    private void AppendLatin1(ReadOnlySpan<byte> text)
    {
        var room = Reserve(text.Length * 2);
        var count = 0;
        foreach (var one in text)
        {
            if (one >= 0x80)
                room[count++] = (byte)(0xc0 | (one >> 6));

            room[count++] = one < 0x80 ? one : (byte)(0x80 | (one & 0x3f));
        }

        Length += count;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    private void WriteLength(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(Reserve(4), length);
        Length += 4;
    }

    private Span<byte> Reserve(int count)
    {
        if (Length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));

        return _bytes.AsSpan(Length);
    }
}
