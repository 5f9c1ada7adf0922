namespace Signalbox.Script.Lua.Patterns;

/// <summary>A Lua pattern taken apart into items; one object takes one pattern after the other.</summary>
internal sealed class LuaPattern
{
    private const int FewItems = 16;
    private const int ManyItems = 1024;
    private PatternItem[] _items = new PatternItem[FewItems];
    private ulong[] _sets = new ulong[FewItems];
    private byte[] _text = new byte[FewItems * 2];
    private int _textLength = -1;
    private int _count;
    private int _setWords;
    private bool _takesAnchor;

    /// <summary>True when it matches at the beginning of the subject only.</summary>
    public bool IsAnchored { get; private set; }

    /// <summary>Number of captures.</summary>
    public int Captures { get; set; }

    /// <summary>Room that a match needs for its repetitions.</summary>
    public int Frames { get; private set; }

    /// <summary>The byte that each match begins with; -1 when that is not known.</summary>
    public int First { get; private set; }

    /// <summary>The items; the last one accepts or is malformed.</summary>
    public ReadOnlySpan<PatternItem> Items => _items.AsSpan(0, _count);

    /// <summary>The sets, 256 bits each.</summary>
    public ReadOnlySpan<ulong> Sets => _sets.AsSpan(0, _setWords);

    /// <summary>True when it stands for that text already.</summary>
    public bool Is(ReadOnlySpan<byte> text, bool takesAnchor) =>
        text.Length == _textLength && _takesAnchor == takesAnchor && text.SequenceEqual(_text.AsSpan(0, _textLength));

    /// <summary>Takes another pattern.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="takesAnchor">False when <c>^</c> at the beginning is a byte as any other, as in gmatch.</param>
    public void Take(ReadOnlySpan<byte> text, bool takesAnchor)
    {
        if (_items.Length > ManyItems)
            (_items, _sets, _text) = (new PatternItem[FewItems], new ulong[FewItems], new byte[FewItems * 2]);

        (_textLength, _takesAnchor, _count, _setWords, Captures) = (Keep(text), takesAnchor, 0, 0, 0);
        IsAnchored = takesAnchor && text is [(byte)'^', ..];
        new PatternReader(IsAnchored ? text[1..] : text, this).Read();
        LookAhead();
    }

    /// <summary>Adds an item.</summary>
    public void Add(in PatternItem item)
    {
        if (_count == _items.Length)
            Array.Resize(ref _items, _count * 2);

        _items[_count++] = item;
    }

    /// <summary>Adds an empty set.</summary>
    /// <returns>Its number; its bits are in <paramref name="bits"/>, until the next one is added.</returns>
    public int AddSet(out Span<ulong> bits)
    {
        if (_setWords + ByteClasses.Words > _sets.Length)
            Array.Resize(ref _sets, _sets.Length * 2);

        bits = _sets.AsSpan(_setWords, ByteClasses.Words);
        bits.Clear();
        _setWords += ByteClasses.Words;
        return (_setWords / ByteClasses.Words) - 1;
    }

    // A text that is too long is refused each time anew.
    private int Keep(ReadOnlySpan<byte> text)
    {
        if (text.Length > PatternReader.LongestText)
            return -1;

        if (_text.Length < text.Length)
            _text = new byte[text.Length];

        text.CopyTo(_text);
        return text.Length;
    }

    // Backwards, so that each item knows what the ones after it begin with.
    private void LookAhead()
    {
        var first = -1;
        var repetitions = 0;
        for (var i = _count - 1; i >= 0; i--)
        {
            ref var item = ref _items[i];
            item.Next = first;
            repetitions += item.Op is PatternOp.Greedy or PatternOp.Lazy or PatternOp.Optional ? 1 : 0;
            first = item switch
            {
                { Op: PatternOp.Open or PatternOp.Close or PatternOp.Place } => first,
                { Op: PatternOp.Once, Test: ByteTest.Same } => item.Byte,
                { Op: PatternOp.Greedy, Least: > 0, Test: ByteTest.Same } => item.Byte,
                { Op: PatternOp.Balanced } => item.Byte,
                _ => -1,
            };
        }

        First = first;
        Frames = Math.Min(repetitions, PatternMatcher.MaxFrames);
    }
}
