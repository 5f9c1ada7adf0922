using System.Collections.Concurrent;
using Signalbox.Engine.Catalog;

namespace Signalbox.Engine.Dns;

/// <summary>Answers of name servers, and entries that an operator added, by name and type. Bounded in bytes; lives as long as the process.</summary>
/// <param name="time">The clock.</param>
public sealed class NameCache(TimeProvider time)
{
    /// <summary>How long an answer that ended is still used while it is asked for anew, in milliseconds (RFC 8767).</summary>
    internal const long StaleMilliseconds = 60_000;

    private readonly ConcurrentDictionary<(string Name, DnsRecordType Type), DnsEntry> _entries = new();
    private readonly long _start = time.GetTimestamp();
    private long _bytesUsed;
    private int _version;

    /// <summary>Questions that nobody answered.</summary>
    public Counter Unanswered { get; } = new();

    /// <summary>Questions that took longer than <c>dns_slow_query_ms</c>.</summary>
    public Counter Slow { get; } = new();

    /// <summary>Milliseconds of the cache's clock.</summary>
    public long Now => (long)time.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>Bytes that all entries take, roughly.</summary>
    public long BytesUsed => Volatile.Read(ref _bytesUsed);

    /// <summary>Changes whenever entries were added or removed by hand: what was made of them must be made anew.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>All entries, sorted by nothing.</summary>
    public ICollection<DnsEntry> Entries => _entries.Values;

    /// <summary>An entry, also one that ended a short time ago; null when there is none.</summary>
    /// <param name="name">Name in lower case.</param>
    /// <param name="type">Type of records.</param>
    public DnsEntry? Find(string name, DnsRecordType type)
    {
        if (!_entries.TryGetValue((name, type), out var entry))
            return null;

        var now = Now;
        if (!entry.IsPermanent && entry.Expires + StaleMilliseconds <= now)
        {
            Remove(entry);
            return null;
        }

        entry.LastUsed = now;
        return entry;
    }

    /// <summary>Adds an entry in place of one of the same name and type; makes room when the limit is reached.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="maxBytes">Limit of all entries.</param>
    public void Add(DnsEntry entry, long maxBytes)
    {
        entry.LastUsed = Now;
        if (_entries.TryRemove((entry.Name, entry.Type), out var old))
            Interlocked.Add(ref _bytesUsed, -old.Size);

        if (BytesUsed + entry.Size > maxBytes)
            MakeRoom(maxBytes - entry.Size);

        if (BytesUsed + entry.Size <= maxBytes && _entries.TryAdd((entry.Name, entry.Type), entry))
            Interlocked.Add(ref _bytesUsed, entry.Size);
    }

    /// <summary>Adds an entry by hand; targets that were found before are looked for anew.</summary>
    public void AddByHand(DnsEntry entry, long maxBytes)
    {
        Add(entry, maxBytes);
        Interlocked.Increment(ref _version);
    }

    /// <summary>Removes an entry by hand; false when there is none.</summary>
    public bool RemoveByHand(string name, DnsRecordType type)
    {
        Interlocked.Increment(ref _version);
        return _entries.TryGetValue((name, type), out var entry) && Remove(entry);
    }

    /// <summary>Removes all entries by hand; permanent ones only with <paramref name="force"/>.</summary>
    public void Clear(bool force)
    {
        Interlocked.Increment(ref _version);
        foreach (var entry in _entries.Values)
        {
            if (force || !entry.IsPermanent)
                Remove(entry);
        }
    }

    /// <summary>Forgets what ended.</summary>
    public void Sweep()
    {
        var now = Now;
        foreach (var entry in _entries.Values)
        {
            if (!entry.IsPermanent && entry.Expires + StaleMilliseconds <= now)
                Remove(entry);
        }
    }

    // What ended goes first, then what was not used for the longest time, down to three quarters.
    private void MakeRoom(long maxBytes)
    {
        Sweep();
        if (BytesUsed <= maxBytes)
            return;

        var byUse = new List<(long LastUsed, DnsEntry Entry)>();
        foreach (var entry in _entries.Values)
        {
            if (!entry.IsPermanent)
                byUse.Add((entry.LastUsed, entry));
        }

        byUse.Sort(static (left, right) => left.LastUsed.CompareTo(right.LastUsed));
        foreach (var (_, entry) in byUse)
        {
            if (BytesUsed <= maxBytes / 4 * 3)
                return;

            Remove(entry);
        }
    }

    private bool Remove(DnsEntry entry)
    {
        if (!_entries.TryRemove(new KeyValuePair<(string Name, DnsRecordType Type), DnsEntry>((entry.Name, entry.Type), entry)))
            return false;

        Interlocked.Add(ref _bytesUsed, -entry.Size);
        return true;
    }
}
