using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;

namespace Signalbox.Modules.Textopsx;

/// <summary>Walks over the items of a list in a message; separators in quotes and angle brackets are text.</summary>
/// <param name="bytes">The message.</param>
/// <param name="range">Where the list stands.</param>
/// <param name="separator">Comma or semicolon.</param>
internal ref struct SeparatedReader(ReadOnlySpan<byte> bytes, TextRange range, byte separator)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes[..range.End];
    private readonly int _start = range.Start;
    private int _next = range.Start;
    private int _before = range.Start - 1;

    /// <summary>The item without blanks around; may be empty.</summary>
    public TextRange Item { get; private set; }

    /// <summary>Where an item that comes before this one is written: behind the separator, before its blanks.</summary>
    public readonly int Start => IsFirst ? Item.Start : _before + 1;

    /// <summary>
    /// What goes when the item goes: with the separator before it, or, for the first, the one behind it.
    /// </summary>
    public readonly TextRange Whole => IsFirst
        ? new TextRange(Item.Start, Math.Min(_next, _bytes.Length) - Item.Start)
        : new TextRange(_before, Item.End - _before);

    /// <summary>True for the first.</summary>
    public readonly bool IsFirst => _before < _start;

    /// <summary>True when another one follows.</summary>
    public readonly bool HasNext => _next <= _bytes.Length;

    /// <summary>Goes to the next item; false behind the last, and for a list without text.</summary>
    public bool Next()
    {
        if (!HasNext)
            return false;

        var start = _next;
        var end = EndOf(start);
        var (from, to) = SipChars.Trim(_bytes, start, end);
        Item = new TextRange(from, to - from);
        (_before, _next) = (start - 1, end + 1);
        return HasNext || !IsFirst || !Item.IsEmpty;
    }

    private readonly int EndOf(int start)
    {
        for (var i = start; i < _bytes.Length; i++)
        {
            var b = _bytes[i];
            if (b == separator)
                return i;

            if (b == (byte)'<' && _bytes[i..].IndexOf((byte)'>') is var length and > 0)
                i += length;

            if (b != (byte)'"')
                continue;

            i = SipChars.SkipQuoted(_bytes, i) - 1;
            if (i < 0)
                return _bytes.Length;
        }

        return _bytes.Length;
    }
}
