namespace Signalbox.Engine.Configuration;

/// <summary>
/// Sockets and the like that several generations name: the first one opens it, the last one closes it. Keep it in the
/// <see cref="StateStore"/>.
/// </summary>
/// <typeparam name="T">What is shared.</typeparam>
public sealed class SharedResources<T>
    where T : class, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _open = new(StringComparer.Ordinal);

    /// <summary>All that are open.</summary>
    public IReadOnlyList<T> All
    {
        get
        {
            var all = new List<T>();
            lock (_gate)
            {
                foreach (var entry in _open.Values)
                    all.Add(entry.Resource);
            }

            return all;
        }
    }

    /// <summary>Opens it, or takes part in the open one. What <paramref name="open"/> throws comes through.</summary>
    public T Acquire(string name, Func<T> open)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(name, out var entry))
            {
                entry = new Entry(open());
                _open.Add(name, entry);
            }

            entry.References++;
            return entry.Resource;
        }
    }

    /// <summary>The counterpart of <see cref="Acquire"/>; the last one closes it.</summary>
    public async ValueTask ReleaseAsync(string name)
    {
        T? last = null;
        lock (_gate)
        {
            if (_open.TryGetValue(name, out var entry) && --entry.References == 0)
            {
                _open.Remove(name);
                last = entry.Resource;
            }
        }

        if (last is not null)
            await last.DisposeAsync();
    }

    private sealed class Entry(T resource)
    {
        public T Resource { get; } = resource;

        public int References { get; set; }
    }
}
