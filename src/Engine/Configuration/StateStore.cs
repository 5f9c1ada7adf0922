using System.Collections.Concurrent;

namespace Signalbox.Engine.Configuration;

/// <summary>
/// Objects that outlive a snapshot, by name: sockets, transactions, tables, counters. A new generation asks for the same
/// name and gets the same object.
/// </summary>
public sealed class StateStore
{
    private readonly ConcurrentDictionary<(Type Type, string Name), object> _items = new();

    /// <summary>The object of that name, made on first use.</summary>
    public T GetOrAdd<T>(string name, Func<T> make)
        where T : class =>
        (T)_items.GetOrAdd((typeof(T), name), static (_, factory) => factory(), make);

    /// <summary>The object of that name, or null.</summary>
    public T? Find<T>(string name)
        where T : class => _items.TryGetValue((typeof(T), name), out var item) ? (T)item : null;

    /// <summary>Forgets an object; the caller disposes of it.</summary>
    public void Remove<T>(string name)
        where T : class => _items.TryRemove((typeof(T), name), out _);

    /// <summary>All objects of a type, for listings.</summary>
    public IReadOnlyList<(string Name, T Value)> All<T>()
        where T : class
    {
        var found = new List<(string, T)>();
        foreach (var (key, value) in _items)
        {
            if (key.Type == typeof(T))
                found.Add((key.Name, (T)value));
        }

        return found;
    }
}
