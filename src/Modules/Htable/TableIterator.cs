using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>Walks over the items that a table had when it began.</summary>
/// <param name="table">The table.</param>
/// <param name="items">Its items.</param>
internal sealed class TableIterator(HashTable table, List<KeyValuePair<string, TableItem>> items)
{
    private int _position = -1;

    /// <summary>The table.</summary>
    public HashTable Table => table;

    /// <summary>True when it stands at an item.</summary>
    public bool HasItem => _position >= 0 && _position < items.Count;

    /// <summary>Key it stands at.</summary>
    public string Key => items[_position].Key;

    /// <summary>Value it stands at.</summary>
    public ScriptValue Value => items[_position].Value.Value;

    /// <summary>Goes to the next item; false at the end.</summary>
    public bool MoveNext()
    {
        if (_position < items.Count)
            _position++;

        return HasItem;
    }
}
