using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;

namespace Signalbox.Modules.Storage.Api;

/// <summary>
/// The writers of all databases in use, one per URL, so that two modules with the same database share one thread and one
/// connection. State: it outlives snapshots; a writer stops when the last module instance gives it back.
/// </summary>
internal sealed class RecordWriters
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The one object of a server.</summary>
    public static RecordWriters Of(StateStore state) => state.GetOrAdd("record writers", static () => new RecordWriters());

    /// <summary>The loaded module that handles a <c>db_url</c>; null after an error was reported.</summary>
    public static IRecordStoreProvider? FindProvider(ModuleValidation validation, string url)
    {
        var end = url.IndexOf(':', StringComparison.Ordinal);
        var scheme = end < 0 ? url : url[..end];
        foreach (var provider in validation.All<IRecordStoreProvider>())
        {
            if (provider.Scheme != scheme)
                continue;

            if (provider.TryCreate(url, out var store, out var error))
            {
                store.Dispose();
                return provider;
            }

            validation.Error("db_url", error);
            return null;
        }

        validation.Error("db_url", $"no loaded module writes to '{scheme}' databases", "add: loadmodule \"db_sqlite.so\" and a db_url like sqlite:///var/lib/signalbox/trace.db");
        return null;
    }

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

                entry = new Entry(new RecordWriter(store, provider.OptionsFor(url), log));
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

    /// <summary>Answers an RPC with the figures of every writer.</summary>
    public void Show(RpcCall call)
    {
        foreach (var (name, counters) in Counters)
        {
            var row = call.AddStruct().With("database", name);
            foreach (var (figure, value) in counters.Named)
                row.With(figure, value);
        }
    }

    private sealed class Entry(RecordWriter writer)
    {
        public RecordWriter Writer { get; } = writer;

        public int Users { get; set; }
    }
}
