using Signalbox.Engine.Messages;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Textopsx;

/// <summary>Walks over the items of all headers of a name; a header without text has none.</summary>
/// <param name="message">The message.</param>
/// <param name="name">Name of the headers.</param>
internal ref struct HeaderItems(SipMessage message, ReadOnlySpan<byte> name)
{
    private readonly SipMessage _message = message;
    private readonly ReadOnlySpan<byte> _name = name;
    private SeparatedReader _list;

    /// <summary>Number of the header that the item is in; -1 before the first.</summary>
    public int Header { get; private set; } = -1;

    /// <summary>The item.</summary>
    public readonly TextRange Item => _list.Item;

    /// <summary>Where an item that comes before this one is written.</summary>
    public readonly int Start => _list.Start;

    /// <summary>What goes when the item goes.</summary>
    public readonly TextRange Whole => _list.Whole;

    /// <summary>True when the header has no other item.</summary>
    public readonly bool IsOnly => _list.IsFirst && !_list.HasNext;

    /// <summary>True when no item follows in the same header.</summary>
    public readonly bool IsLast => !_list.HasNext;

    /// <summary>Number of items in all headers of the name.</summary>
    public static int Count(SipMessage message, ReadOnlySpan<byte> name)
    {
        var count = 0;
        var items = new HeaderItems(message, name);
        while (items.Next())
            count++;

        return count;
    }

    /// <summary>Goes to an item, counted from 1 or, negative, from the end.</summary>
    public bool MoveTo(int index)
    {
        var wanted = index < 0 ? Count(_message, _name) + index + 1 : index;
        for (var i = 0; i < wanted; i++)
        {
            if (!Next())
                return false;
        }

        return wanted > 0;
    }

    /// <summary>Goes to the next item.</summary>
    public bool Next()
    {
        while (Header < 0 || !_list.Next())
        {
            var next = _message.Find(_name, Header + 1);
            if (next < 0)
                return false;

            Header = next;
            _list = new SeparatedReader(_message.Bytes, _message.Header(next).Value, (byte)',');
        }

        return true;
    }

    /// <summary>Goes on to the next item that has that text, without case.</summary>
    public bool NextEqual(scoped ReadOnlySpan<byte> text)
    {
        while (Next())
        {
            if (Latin1.EqualsIgnoreCase(_message.Span(Item), text))
                return true;
        }

        return false;
    }
}
