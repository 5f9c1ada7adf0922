using System.Buffers;
using System.Numerics;

namespace Signalbox.Script.Lua.Patterns;

/// <summary>
/// Takes the text of a Lua pattern apart (manual of Lua 5.4, section 6.4.1). What is wrong with it becomes an item, as it is an error only when a
/// match gets there.
/// </summary>
/// <param name="text">The text without its anchor.</param>
/// <param name="pattern">What it becomes.</param>
internal ref struct PatternReader(ReadOnlySpan<byte> text, LuaPattern pattern)
{
    /// <summary>Most captures of a pattern.</summary>
    public const int MaxCaptures = 32;

    /// <summary>Longest pattern in bytes.</summary>
    public const int LongestText = 64 << 10;

    private static readonly SearchValues<byte> Special = SearchValues.Create("^$*+?.([%-"u8);
    private const byte Escape = (byte)'%';
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;
    private uint _open;
    private uint _places;
    private PatternProblem _problem;

    /// <summary>False when a text stands for itself as a pattern.</summary>
    public static bool IsSpecial(ReadOnlySpan<byte> text) => text.ContainsAny(Special);

    /// <summary>Reads all of it.</summary>
    public void Read()
    {
        if (_text.Length > LongestText)
            _problem = PatternProblem.TooComplex;

        while (_at < _text.Length && _problem == PatternProblem.None)
            ReadItem();

        pattern.Add(_problem == PatternProblem.None
            ? new PatternItem { Op = PatternOp.Accept }
            : new PatternItem { Op = PatternOp.Malformed, Number = (int)_problem });
    }

    private void ReadItem()
    {
        switch ((char)_text[_at])
        {
            case '(':
                ReadOpen();
                break;
            case ')':
                ReadClose();
                break;
            case '$' when _at + 1 == _text.Length:
                Add(PatternOp.End, 0, 1);
                break;
            case '%' when _at + 1 < _text.Length:
                ReadEscape((char)_text[_at + 1]);
                break;
            default:
                ReadSingle();
                break;
        }
    }

    private void ReadOpen()
    {
        var isPlace = _at + 1 < _text.Length && _text[_at + 1] == ')';
        if (pattern.Captures == MaxCaptures)
        {
            _problem = PatternProblem.TooManyCaptures;
            return;
        }

        ref var kind = ref isPlace ? ref _places : ref _open;
        kind |= 1u << pattern.Captures;
        Add(isPlace ? PatternOp.Place : PatternOp.Open, pattern.Captures++, isPlace ? 2 : 1);
    }

    private void ReadClose()
    {
        if (_open == 0)
        {
            _problem = PatternProblem.NothingToClose;
            return;
        }

        var last = BitOperations.Log2(_open);
        _open &= ~(1u << last);
        Add(PatternOp.Close, last, 1);
    }

    private void ReadEscape(char letter)
    {
        switch (letter)
        {
            case 'b':
                ReadBalanced();
                break;
            case 'f':
                ReadFrontier();
                break;
            case >= '0' and <= '9':
                ReadAgain(letter - '1');
                break;
            default:
                ReadSingle();
                break;
        }
    }

    private void ReadBalanced()
    {
        if (_at + 3 >= _text.Length)
        {
            _problem = PatternProblem.MissingPair;
            return;
        }

        pattern.Add(new PatternItem { Op = PatternOp.Balanced, Byte = _text[_at + 2], Least = _text[_at + 3] });
        _at += 4;
    }

    private void ReadFrontier()
    {
        _at += 2;
        if (_at == _text.Length || _text[_at] != '[')
        {
            _problem = PatternProblem.MissingFrontierSet;
            return;
        }

        var set = ReadSet();
        if (_problem == PatternProblem.None)
            Add(PatternOp.Frontier, set, 0);
    }

    private void ReadAgain(int capture)
    {
        if (capture < 0 || capture >= pattern.Captures || (_open >> capture & 1) != 0)
            _problem = PatternProblem.NoSuchCapture + capture + 1;
        else
            Add((_places >> capture & 1) != 0 ? PatternOp.Never : PatternOp.Again, capture, 2);
    }

    private void ReadSingle()
    {
        var item = new PatternItem { Test = ByteTest.Same, Byte = _text[_at] };
        switch ((char)_text[_at])
        {
            case '.':
                item.Test = ByteTest.Any;
                _at++;
                break;
            case '[':
                (item.Test, item.Number) = (ByteTest.InSet, ReadSet());
                break;
            case '%':
                ReadClass(ref item);
                break;
            default:
                _at++;
                break;
        }

        if (_problem != PatternProblem.None)
            return;

        item.Op = Repetition();
        item.Least = (byte)(item.Op == PatternOp.Greedy && _text[_at] == '+' ? 1 : 0);
        pattern.Add(item);
        _at += item.Op == PatternOp.Once ? 0 : 1;
    }

    private readonly PatternOp Repetition() => _at == _text.Length ? PatternOp.Once : (char)_text[_at] switch
    {
        '*' or '+' => PatternOp.Greedy,
        '-' => PatternOp.Lazy,
        '?' => PatternOp.Optional,
        _ => PatternOp.Once,
    };

    private void ReadClass(ref PatternItem item)
    {
        if (_at + 1 == _text.Length)
        {
            _problem = PatternProblem.EndsWithEscape;
            return;
        }

        item.Byte = _text[_at + 1];
        _at += 2;
        Span<ulong> bits = stackalloc ulong[ByteClasses.Words];
        bits.Clear();
        if (!ByteClasses.TryAdd(item.Byte, bits))
            return;

        (item.Test, item.Number) = (ByteTest.InSet, pattern.AddSet(out var set));
        bits.CopyTo(set);
    }

    private int ReadSet()
    {
        var inverted = _at + 1 < _text.Length && _text[_at + 1] == '^';
        var start = _at + (inverted ? 2 : 1);
        var end = EndOfSet(start);
        if (end < 0)
        {
            _problem = PatternProblem.MissingBracket;
            return 0;
        }

        var number = pattern.AddSet(out var set);
        Fill(_text[start..end], set);
        for (var i = 0; inverted && i < set.Length; i++)
            set[i] = ~set[i];

        _at = end + 1;
        return number;
    }

    // The first byte belongs to the set whatever it is.
    private readonly int EndOfSet(int start)
    {
        for (var i = start; i < _text.Length; i++)
        {
            if (_text[i] == ']' && i > start)
                return i;

            if (_text[i] == Escape)
                i++;
        }

        return -1;
    }

    private static void Fill(ReadOnlySpan<byte> members, Span<ulong> set)
    {
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i] == Escape && i + 1 < members.Length)
            {
                if (!ByteClasses.TryAdd(members[++i], set))
                    ByteClasses.Add(members[i], set);
            }
            else if (i + 2 < members.Length && members[i + 1] == '-')
            {
                for (int member = members[i]; member <= members[i + 2]; member++)
                    ByteClasses.Add(member, set);

                i += 2;
            }
            else
            {
                ByteClasses.Add(members[i], set);
            }
        }
    }

    private void Add(PatternOp op, int number, int taken)
    {
        pattern.Add(new PatternItem { Op = op, Number = number });
        _at += taken;
    }
}
