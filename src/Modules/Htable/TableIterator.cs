using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>
/// Walks over a table, slot by slot: what a slot holds is copied when the walk reaches it, so no lock is kept while the
/// script works on an item.
/// </summary>
internal sealed class TableIterator
{
    private const int MaxOpen = 64;
    private static readonly object Owner = new();
    private readonly List<(string Key, ScriptValue Value)> _items = [];
    private HashTable? _table;
    private int _slot;
    private int _position;

    /// <summary>The table; null when the iterator is closed.</summary>
    public HashTable? Table => _table;

    /// <summary>Key of the current item; undefined before the first and after the last.</summary>
    public ScriptValue Key => IsOnItem ? ScriptValue.Of(_items[_position].Key) : ScriptValue.Undefined;

    /// <summary>Value of the current item.</summary>
    public ScriptValue Value => IsOnItem ? _items[_position].Value : ScriptValue.Undefined;

    private bool IsOnItem => _table is not null && _position >= 0 && _position < _items.Count;

    /// <summary>The iterator of that name of this worker; null when there is none.</summary>
    public static TableIterator? Find(WorkerState worker, string name) =>
        worker.Locals.TryGetValue(Owner, out var all) && ((Dictionary<string, TableIterator>)all).TryGetValue(name, out var found) ? found : null;

    /// <summary>The iterator of that name of this worker, made on first use; null when too many are open.</summary>
    public static TableIterator? Open(WorkerState worker, string name)
    {
        if (!worker.Locals.TryGetValue(Owner, out var found))
            worker.Locals.Add(Owner, found = new Dictionary<string, TableIterator>(StringComparer.Ordinal));

        var all = (Dictionary<string, TableIterator>)found;
        if (all.TryGetValue(name, out var iterator))
            return iterator;

        if (all.Count >= MaxOpen)
            return null;

        iterator = new TableIterator();
        all.Add(name, iterator);
        return iterator;
    }

    /// <summary>Begins before the first item.</summary>
    public void Start(HashTable table)
    {
        _table = table;
        _slot = 0;
        _position = -1;
        _items.Clear();
    }

    /// <summary>Goes to the next item; false at the end.</summary>
    public bool Next(long now)
    {
        if (_table is not { } table)
            return false;

        _position++;
        while (_position >= _items.Count)
        {
            if (_slot >= table.Slots.Length)
                return false;

            Copy(table.Slots[_slot++], now);
        }

        return true;
    }

    /// <summary>Closes the iterator.</summary>
    public void End()
    {
        _table = null;
        _items.Clear();
    }

    /// <summary>Notes the new value of the current item.</summary>
    public void SetValue(in ScriptValue value)
    {
        if (IsOnItem)
            _items[_position] = (_items[_position].Key, value);
    }

    private void Copy(HashSlot slot, long now)
    {
        _items.Clear();
        _position = 0;
        lock (slot.Gate)
        {
            foreach (var cell in slot.Sorted())
            {
                if (!cell.IsExpired(now))
                    _items.Add((cell.Name, cell.Value));
            }
        }
    }
}
