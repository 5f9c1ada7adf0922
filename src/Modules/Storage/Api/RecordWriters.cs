using Microsoft.Extensions.Logging;

namespace Signalbox.Modules.Storage.Api;

/// <summary>
/// The writers of all databases in use, one per URL, so that two modules with the same database share one thread and one
/// connection. State: it outlives snapshots; a writer stops when the last module instance gives it back.
/// </summary>
internal sealed class RecordWriters
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The writer of a database, started on first use.</summary>
    /// <exception cref="StoreException">The URL is wrong.</exception>
    public RecordWriter Acquire(string url, IRecordStoreProvider provider, ILogger log)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(url, out var entry))
            {
                if (!provider.TryCreate(url, out var store, out var error))
                    throw new StoreException(error);

                entry = new Entry(new RecordWriter(store, new RecordWriterOptions(), log));
                entry.Writer.Start();
                _entries.Add(url, entry);
            }

            entry.Users++;
            return entry.Writer;
        }
    }

    /// <summary>Gives a writer back; the last user makes it write what is queued, at most for <paramref name="limit"/>, and end.</summary>
    public void Release(string url, TimeSpan limit)
    {
        Entry? last = null;
        lock (_gate)
        {
            if (_entries.TryGetValue(url, out var entry) && --entry.Users == 0)
            {
                _entries.Remove(url);
                last = entry;
            }
        }

        if (last is null)
            return;

        last.Writer.Stop(limit);
        last.Writer.Dispose();
    }

    /// <summary>Name and figures of every writer.</summary>
    public IReadOnlyList<(string Name, RecordCounters Counters)> Counters
    {
        get
        {
            lock (_gate)
                return [.. _entries.Values.Select(entry => (entry.Writer.Name, entry.Writer.Counters))];
        }
    }

    private sealed class Entry(RecordWriter writer)
    {
        public RecordWriter Writer { get; } = writer;

        public int Users { get; set; }
    }
}
