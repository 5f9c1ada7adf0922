namespace Signalbox.Engine.Dns;

/// <summary>What is known about one type of records of one name. Does not change but for its last use.</summary>
/// <param name="name">The name, in lower case.</param>
/// <param name="type">The type of its records.</param>
/// <param name="records">The records; none = negative.</param>
/// <param name="expires">When it ends: milliseconds of the cache's clock; <see cref="long.MaxValue"/> = never.</param>
public sealed class DnsEntry(string name, DnsRecordType type, IReadOnlyList<DnsRecord> records, long expires)
{
    private long _lastUsed;

    /// <summary>The name, in lower case.</summary>
    public string Name { get; } = name;

    /// <summary>The type of its records.</summary>
    public DnsRecordType Type { get; } = type;

    /// <summary>The records, none for a name or type that does not exist.</summary>
    public IReadOnlyList<DnsRecord> Records { get; } = records;

    /// <summary>When it ends: milliseconds of the cache's clock.</summary>
    public long Expires { get; } = expires;

    /// <summary>True when it never ends; such entries were added by hand.</summary>
    public bool IsPermanent => Expires == long.MaxValue;

    /// <summary>True when there are no such records.</summary>
    public bool IsNegative => Records.Count == 0;

    /// <summary>When it was last used: milliseconds of the cache's clock.</summary>
    public long LastUsed
    {
        get => Volatile.Read(ref _lastUsed);
        set => Volatile.Write(ref _lastUsed, value);
    }

    /// <summary>Bytes that it takes, roughly.</summary>
    public int Size { get; } = SizeOf(name, records);

    private static int SizeOf(string name, IReadOnlyList<DnsRecord> records)
    {
        var size = 160 + 2 * name.Length;
        for (var i = 0; i < records.Count; i++)
            size += records[i].Size;

        return size;
    }
}
