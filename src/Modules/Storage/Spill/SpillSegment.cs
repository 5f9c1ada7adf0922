using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Storage.Spill;

/// <summary>
/// A file of batches, written at its end and read from its beginning. Layout: the mark, the writer, then records of
/// length, checksum, kind, sequence, rows and content. A record that was cut off by the end of the process ends the file.
/// </summary>
internal sealed class SpillSegment : IDisposable
{
    private const int HeadBytes = 40;
    private const int RecordHeadBytes = 21;
    private const int MaxRecordBytes = 1 << 30;
    private const byte LayoutKind = 1;
    private const byte BatchKind = 2;
    private static readonly byte[] Mark = "SBSPILL1"u8.ToArray();

    private readonly SafeFileHandle _file;
    private readonly LayoutCodec _codec;
    private readonly List<TableLayout> _layouts = [];
    private long _readFrom = HeadBytes;
    private byte[] _scratch = new byte[64 * 1024];

    private SpillSegment(string path, string writer, SafeFileHandle file, LayoutCodec codec)
    {
        Path = path;
        Writer = writer;
        _file = file;
        _codec = codec;
        Length = HeadBytes;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The queue that wrote it.</summary>
    public string Writer { get; }

    /// <summary>Bytes of whole records.</summary>
    public long Length { get; private set; }

    /// <summary>Rows that nobody took yet.</summary>
    public int Rows { get; private set; }

    /// <summary>Starts a file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static SpillSegment Create(string path, string writer, LayoutCodec codec)
    {
        var segment = new SpillSegment(path, writer, File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read), codec);
        try
        {
            RandomAccess.Write(segment._file, (byte[])[.. Mark, .. Encoding.ASCII.GetBytes(writer)], 0);
            return segment;
        }
        catch (IOException)
        {
            segment.Delete();
            throw;
        }
    }

    /// <summary>Opens what an earlier process left; null when it is none of ours.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SpillSegment? Open(string path, LayoutCodec codec)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var head = new byte[HeadBytes];
        if (RandomAccess.Read(file, head, 0) < HeadBytes || !head.AsSpan().StartsWith(Mark) || head.AsSpan(Mark.Length).ContainsAnyExcept("0123456789abcdef"u8))
        {
            file.Dispose();
            return null;
        }

        var segment = new SpillSegment(path, Encoding.ASCII.GetString(head, Mark.Length, HeadBytes - Mark.Length), file, codec);
        segment.Scan();
        return segment;
    }

    /// <summary>Appends a batch. After an exception the file is as it was.</summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    public void Append(RecordBatch batch, SpillBuffer buffer)
    {
        var known = _layouts.Count;
        buffer.Clear();
        foreach (var row in batch.Rows)
            Define(row.Layout, buffer);

        var start = Begin(buffer);
        BatchCodec.Write(batch.Rows, buffer, NumberOf);
        End(buffer, start, BatchKind, batch.Id.Sequence, batch.Count);
        try
        {
            RandomAccess.Write(_file, buffer.Written, Length);
        }
        catch (IOException)
        {
            _layouts.RemoveRange(known, _layouts.Count - known);
            RandomAccess.SetLength(_file, Length);
            throw;
        }

        Length += buffer.Length;
        Rows += batch.Count;
    }

    /// <summary>Reads the next batch without taking it; false at the end.</summary>
    /// <param name="batch">Gets its name and rows.</param>
    /// <param name="damaged">Rows of records that cannot be read any more; they are taken.</param>
    public bool TryPeek(SpilledBatch batch, out int damaged)
    {
        damaged = 0;
        while (TryReadHead(_readFrom, out var head))
        {
            if (head.Kind == BatchKind && TryDecode(head, batch))
                return true;

            _readFrom += RecordHeadBytes + head.Length;
            if (head.Kind != BatchKind)
                continue;

            damaged += head.Rows;
            Rows -= head.Rows;
        }

        return false;
    }

    /// <summary>Takes the batch that was read.</summary>
    public void Take()
    {
        if (!TryReadHead(_readFrom, out var head))
            return;

        _readFrom += RecordHeadBytes + head.Length;
        Rows -= head.Rows;
    }

    /// <summary>Closes and removes the file.</summary>
    public void Delete()
    {
        _file.Dispose();
        File.Delete(Path);
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private void Define(TableLayout layout, SpillBuffer buffer)
    {
        if (NumberOf(layout) >= 0)
            return;

        var start = Begin(buffer);
        buffer.Write(_codec.Write(layout));
        End(buffer, start, LayoutKind, 0, 0);
        _layouts.Add(layout);
    }

    private int NumberOf(TableLayout layout) => _layouts.IndexOf(layout);

    private static int Begin(SpillBuffer buffer)
    {
        var start = buffer.Length;
        buffer.Skip(RecordHeadBytes);
        return start;
    }

    private static void End(SpillBuffer buffer, int start, byte kind, long sequence, int rows)
    {
        var record = buffer.Written[start..];
        BinaryPrimitives.WriteInt32LittleEndian(record, record.Length - RecordHeadBytes);
        record[8] = kind;
        BinaryPrimitives.WriteInt64LittleEndian(record[9..], sequence);
        BinaryPrimitives.WriteInt32LittleEndian(record[17..], rows);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], SpillChecksum.Of(record[8..]));
    }

    private void Scan()
    {
        var end = RandomAccess.GetLength(_file);
        var layout = new SpilledBatch();
        while (TryReadHead(Length, out var head) && Length + RecordHeadBytes + head.Length <= end)
        {
            if (head.Kind == LayoutKind && !TryDecode(head with { Offset = Length }, layout))
                break;

            Rows += head.Rows;
            Length += RecordHeadBytes + head.Length;
        }
    }

    private bool TryReadHead(long offset, out RecordHead head)
    {
        Span<byte> bytes = stackalloc byte[RecordHeadBytes];
        head = default;
        if (RandomAccess.Read(_file, bytes, offset) < RecordHeadBytes)
            return false;

        head = new RecordHead(
            offset,
            BinaryPrimitives.ReadInt32LittleEndian(bytes),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
            bytes[8],
            BinaryPrimitives.ReadInt64LittleEndian(bytes[9..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[17..]));
        return head is { Length: >= 0 and < MaxRecordBytes, Rows: >= 0 };
    }

    private bool TryDecode(in RecordHead head, SpilledBatch batch)
    {
        var size = RecordHeadBytes - 8 + head.Length;
        if (_scratch.Length < size)
            _scratch = new byte[size * 2];

        var bytes = _scratch.AsSpan(0, size);
        if (RandomAccess.Read(_file, bytes, head.Offset + 8) < size || SpillChecksum.Of(bytes) != head.Checksum)
            return false;

        var content = bytes[(RecordHeadBytes - 8)..];
        if (head.Kind == BatchKind)
        {
            batch.Id = new BatchId(Writer, head.Sequence);
            return BatchCodec.TryRead(content, _layouts, batch);
        }

        if (_codec.Read(new SpillCursor(content).Bytes()) is not { } layout)
            return false;

        _layouts.Add(layout);
        return true;
    }

    private readonly record struct RecordHead(long Offset, int Length, uint Checksum, byte Kind, long Sequence, int Rows);
}
