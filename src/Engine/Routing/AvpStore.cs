using Signalbox.Engine.Values;

namespace Signalbox.Engine.Routing;

/// <summary>
/// Attribute-value pairs of a message or transaction: a stack of values per name, newest first. The same store is shared
/// by a transaction's request and the messages that belong to it, hence the lock.
/// </summary>
public sealed class AvpStore
{
    private const int MaxValues = 4096;
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    /// <summary>Adds a value on top; false when the store is full.</summary>
    public bool Push(string name, in ScriptValue value)
    {
        lock (_gate)
        {
            if (_entries.Count >= MaxValues)
                return false;

            _entries.Add(new Entry(name, value.Detach()));
            return true;
        }
    }

    /// <summary>A value by position, 0 = newest; undefined when there is none.</summary>
    public ScriptValue Get(string name, int index = 0)
    {
        if (index < 0)
            return ScriptValue.Undefined;

        lock (_gate)
        {
            for (var i = _entries.Count - 1; i >= 0; i--)
            {
                if (_entries[i].Name == name && index-- == 0)
                    return _entries[i].Value;
            }
        }

        return ScriptValue.Undefined;
    }

    /// <summary>Number of values under a name.</summary>
    public int Count(string name)
    {
        var count = 0;
        lock (_gate)
        {
            foreach (var entry in _entries)
            {
                if (entry.Name == name)
                    count++;
            }
        }

        return count;
    }

    /// <summary>Removes the newest value; false when there is none.</summary>
    public bool Pop(string name)
    {
        lock (_gate)
        {
            for (var i = _entries.Count - 1; i >= 0; i--)
            {
                if (_entries[i].Name != name)
                    continue;

                _entries.RemoveAt(i);
                return true;
            }
        }

        return false;
    }

    /// <summary>Removes all values under a name.</summary>
    public void RemoveAll(string name)
    {
        lock (_gate)
        {
            for (var i = _entries.Count - 1; i >= 0; i--)
            {
                if (_entries[i].Name == name)
                    _entries.RemoveAt(i);
            }
        }
    }

    /// <summary>Removes the newest value under a name that equals <paramref name="value"/>; false when there is none.</summary>
    public bool RemoveValue(string name, in ScriptValue value)
    {
        lock (_gate)
        {
            for (var i = _entries.Count - 1; i >= 0; i--)
            {
                if (_entries[i].Name != name || _entries[i].Value.Kind != value.Kind || !_entries[i].Value.TextEquals(value))
                    continue;

                _entries.RemoveAt(i);
                return true;
            }
        }

        return false;
    }

    /// <summary>Removes all values whose name matches; the result is their number.</summary>
    public int RemoveAll(Predicate<string> matches)
    {
        lock (_gate)
            return _entries.RemoveAll(entry => matches(entry.Name));
    }

    /// <summary>Adds the values under a name to a list, newest first; null stands for all names.</summary>
    public void CopyTo(List<(string Name, ScriptValue Value)> values, string? name)
    {
        lock (_gate)
        {
            for (var i = _entries.Count - 1; i >= 0; i--)
            {
                if (name is null || _entries[i].Name == name)
                    values.Add((_entries[i].Name, _entries[i].Value));
            }
        }
    }

    /// <summary>Removes everything; keeps the memory.</summary>
    public void Clear()
    {
        lock (_gate)
            _entries.Clear();
    }

    /// <summary>True when nothing is stored.</summary>
    public bool IsEmpty => _entries.Count == 0;

    private readonly record struct Entry(string Name, ScriptValue Value);
}
