using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <summary>A list <c>a=1;b;c="x y"</c> as the param transformations read it.</summary>
internal sealed class ParameterList
{
    private readonly List<Item> _items = [];

    /// <summary>Reads a list; false for undefined or empty text and for a blank inside an unquoted value.</summary>
    public static bool TryRead(in ScriptValue value, char separator, out ParameterList list)
    {
        list = new ParameterList();
        var text = value.ToText();
        if (text.Length == 0)
            return false;

        for (var position = 0; position <= text.Length;)
        {
            var end = EndOf(text, position, separator);
            if (end < 0 || !list.Add(text.AsSpan(position, end - position).Trim()))
                return false;

            position = end + 1;
        }

        return true;
    }

    /// <summary>All of them, in their order.</summary>
    public IReadOnlyList<Item> Items => _items;

    /// <summary>The last item of a name, without case; null when there is none.</summary>
    public Item? FindLast(string name) => _items.FindLast(item => string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>An item by position, negative from the end; null when there is none.</summary>
    public Item? At(long index)
    {
        index = index < 0 ? index + _items.Count : index;
        return index >= 0 && index < _items.Count ? _items[(int)index] : null;
    }

    private static int EndOf(string text, int start, char separator)
    {
        var quoted = false;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == separator && !quoted)
                return i;
        }

        return quoted ? -1 : text.Length;
    }

    private bool Add(ReadOnlySpan<char> item)
    {
        if (item.IsEmpty)
            return true;

        var equals = item.IndexOf('=');
        var name = (equals < 0 ? item : item[..equals]).Trim();
        var value = equals < 0 ? default : item[(equals + 1)..].Trim();
        if (value.Length >= 2 && value[0] == '"' && value[^1] == '"')
            value = value[1..^1];
        else if (value.Contains(' '))
            return false;

        _items.Add(new Item(name.ToString(), value.ToString()));
        return true;
    }

    /// <summary>One parameter.</summary>
    /// <param name="Name">Name.</param>
    /// <param name="Value">Value without quotes; empty when there is none.</param>
    public sealed record Item(string Name, string Value);
}
