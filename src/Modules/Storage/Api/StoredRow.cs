using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Storage.Api;

/// <summary>
/// One row on its way to a database: numbers in an array, text copied into one buffer. It is pooled by the
/// <see cref="RecordWriter"/> it came from; whoever rented it fills it and hands it back by enqueueing.
/// </summary>
internal sealed class StoredRow
{
    // A row that once held a huge message must not keep that memory for ever.
    private const int MaxKeptBytes = 16 * 1024;
    private const int UsualBytes = 1024;

    private ByteWriter _text = new(UsualBytes);
    private (int Start, int Length)[] _ranges = [];
    private long[] _numbers = [];

    /// <summary>The columns.</summary>
    public TableLayout Layout { get; private set; } = null!;

    /// <summary>Name of the table.</summary>
    public string Table { get; private set; } = string.Empty;

    /// <summary>Bytes of text it holds.</summary>
    public int Bytes => _text.Length;

    /// <summary>Starts an empty row: all text is empty, all numbers are 0.</summary>
    public void Start(TableLayout layout, string table)
    {
        Layout = layout;
        Table = table;
        _text.Clear();
        var count = layout.Columns.Count;
        if (_numbers.Length < count)
        {
            _ranges = new (int, int)[count];
            _numbers = new long[count];
        }

        Array.Clear(_ranges);
        Array.Clear(_numbers);
    }

    /// <summary>Sets a text column.</summary>
    public void Set(int column, ReadOnlySpan<byte> text)
    {
        OpenText(column).Write(text);
        CloseText(column);
    }

    /// <summary>Sets a text column from configured text, one byte a character.</summary>
    public void Set(int column, ReadOnlySpan<char> text)
    {
        OpenText(column).Write(text);
        CloseText(column);
    }

    /// <summary>Sets a number, or the UTC ticks of a timestamp column.</summary>
    public void Set(int column, long number) => _numbers[column] = number;

    /// <summary>Begins a text column that is written piece by piece; end it with <see cref="CloseText"/>.</summary>
    public ByteWriter OpenText(int column)
    {
        _ranges[column] = (_text.Length, 0);
        return _text;
    }

    /// <summary>Ends what <see cref="OpenText"/> began.</summary>
    public void CloseText(int column)
    {
        var start = _ranges[column].Start;
        _ranges[column] = (start, _text.Length - start);
    }

    /// <summary>What a text column holds.</summary>
    public ReadOnlySpan<byte> Text(int column) => _text.Written.Slice(_ranges[column].Start, _ranges[column].Length);

    /// <summary>What a number or timestamp column holds.</summary>
    public long Number(int column) => _numbers[column];

    /// <summary>Gives up memory of an unusually large row before it goes back to the pool.</summary>
    public void Trim()
    {
        if (_text.Buffer.Length > MaxKeptBytes)
            _text = new ByteWriter(UsualBytes);
    }
}
