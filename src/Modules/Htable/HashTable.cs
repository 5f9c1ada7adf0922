using System.Collections.Concurrent;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>Keys and values shared by all workers; lives in the state store and so survives reloads.</summary>
internal sealed class HashTable
{
    /// <summary>Items a table holds at most.</summary>
    public const int MaxItems = 4_000_000;

    private readonly ConcurrentDictionary<string, TableItem> _items = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private TableOptions _options;

    /// <summary>Creates an empty table.</summary>
    public HashTable(TableOptions options) => _options = options;

    /// <summary>What the newest generation declares; old items keep their time.</summary>
    public TableOptions Options
    {
        get => Volatile.Read(ref _options);
        set => Volatile.Write(ref _options, value);
    }

    /// <summary>Number of items, expired ones that were not seen yet included.</summary>
    public int Count => _items.Count;

    /// <summary>Held by sht_lock.</summary>
    public ScriptLocks Locks { get; } = new();

    /// <summary>The value of a key; the table's initial value, else undefined, when it is missing or expired.</summary>
    public ScriptValue Get(string key, long now) => TryGet(key, now, out var item) ? item.Value : Options.Initial;

    /// <summary>An item that is there and not expired.</summary>
    public bool TryGet(string key, long now, out TableItem item) => _items.TryGetValue(key, out item) && item.Expires > now;

    /// <summary>Sets a value; undefined deletes. False when the table is full.</summary>
    public bool Set(string key, in ScriptValue value, long now)
    {
        if (!value.IsDefined)
        {
            _items.TryRemove(key, out _);
            return true;
        }

        lock (_gate)
            return Put(key, value.Detach(), now);
    }

    /// <summary>Adds to a number and returns the result; undefined when the key is missing and the table has no initial value.</summary>
    public ScriptValue Add(string key, long step, long now)
    {
        lock (_gate)
        {
            var old = Get(key, now);
            if (!old.IsInteger)
                return ScriptValue.Undefined;

            var sum = ScriptValue.Of(old.Number + step);
            return Put(key, sum, now) ? sum : ScriptValue.Undefined;
        }
    }

    /// <summary>Sets the seconds left of an item; false when it is missing.</summary>
    public bool SetExpiry(string key, long seconds, long now)
    {
        lock (_gate)
        {
            if (!TryGet(key, now, out var item))
                return false;

            _items[key] = item with { Expires = Deadline(seconds, now) };
            return true;
        }
    }

    /// <summary>Removes a key; false when it was not there.</summary>
    public bool Remove(string key) => _items.TryRemove(key, out _);

    /// <summary>Removes everything.</summary>
    public void Clear() => _items.Clear();

    /// <summary>Items that are not expired, in no order.</summary>
    public IEnumerable<KeyValuePair<string, TableItem>> Live(long now)
    {
        foreach (var pair in _items)
        {
            if (pair.Value.Expires > now)
                yield return pair;
        }
    }

    /// <summary>Takes expired items out and returns them.</summary>
    public List<KeyValuePair<string, TableItem>> TakeExpired(long now)
    {
        var taken = new List<KeyValuePair<string, TableItem>>();
        foreach (var pair in _items)
        {
            // Removing key and value together spares an item that was set again meanwhile.
            if (pair.Value.Expires <= now && _items.TryRemove(pair))
                taken.Add(pair);
        }

        return taken;
    }

    private bool Put(string key, in ScriptValue value, long now)
    {
        var options = Options;
        var isKnown = TryGet(key, now, out var old);
        if (!isKnown && _items.Count >= MaxItems)
            return false;

        var expires = isKnown && !options.UpdateExpire ? old.Expires : Deadline(options.AutoExpire, now);
        _items[key] = new TableItem(value, expires);
        return true;
    }

    private static long Deadline(long seconds, long now) => seconds <= 0 ? long.MaxValue : now + seconds * 1000;
}
