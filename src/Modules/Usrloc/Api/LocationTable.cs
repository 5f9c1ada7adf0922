namespace Signalbox.Modules.Usrloc.Api;

/// <summary>
/// Contacts by address of record, in memory. State: it outlives generations. The contacts of an address are an array
/// that is replaced as a whole, so a reader keeps the one it got.
/// </summary>
/// <param name="name">Name of the table, e.g. <c>location</c>.</param>
internal sealed class LocationTable(string name)
{
    private const int Shards = 64;
    private readonly LocationShard[] _shards = MakeShards();
    private int _contacts;
    private long _expired;

    /// <summary>Name of the table.</summary>
    public string Name { get; } = name;

    /// <summary>Where contacts are kept beside memory; null = nowhere.</summary>
    public IContactStore? Store { get; set; }

    /// <summary>True when the contacts of an earlier run were read, or are not wanted any more.</summary>
    public bool IsLoaded { get; set; }

    /// <summary>Number of contacts, expired ones that were not yet swept included.</summary>
    public int ContactCount => Volatile.Read(ref _contacts);

    /// <summary>Number of contacts that were taken out because nobody renewed them.</summary>
    public long ExpiredCount => Volatile.Read(ref _expired);

    /// <summary>Number of addresses of record that have contacts.</summary>
    public int AddressCount
    {
        get
        {
            var count = 0;
            foreach (var shard in _shards)
                count += shard.Count;

            return count;
        }
    }

    /// <summary>The contacts of an address, best first, expired ones included; empty when there are none.</summary>
    public ReadOnlySpan<Contact> Find(ReadOnlySpan<byte> addressOfRecord) =>
        Store is { IsOnlyPlace: true } store ? store.Find(addressOfRecord) : ShardOf(addressOfRecord).Find(addressOfRecord);

    /// <summary>
    /// Changes the contacts of an address while nobody else does.
    /// </summary>
    /// <param name="addressOfRecord">The address.</param>
    /// <param name="change">Makes the new contacts out of the old ones, best first; the same object keeps them.</param>
    /// <param name="state">Handed to <paramref name="change"/>.</param>
    /// <returns>The contacts that the address has now.</returns>
    public Contact[] Update<T>(ReadOnlySpan<byte> addressOfRecord, Func<Contact[], T, Contact[]> change, T state)
    {
        var store = Store;
        var contacts = ShardOf(addressOfRecord).Update(addressOfRecord, change, state, store, out var difference);
        Interlocked.Add(ref _contacts, difference);
        store?.Settle();
        return contacts;
    }

    /// <summary>As <see cref="Update"/>, for contacts that come from the store.</summary>
    public void Fill<T>(ReadOnlySpan<byte> addressOfRecord, Func<Contact[], T, Contact[]> change, T state)
    {
        ShardOf(addressOfRecord).Update(addressOfRecord, change, state, null, out var difference);
        Interlocked.Add(ref _contacts, difference);
    }

    /// <summary>Forgets an address.</summary>
    /// <returns>False when it had no contacts.</returns>
    public bool Remove(ReadOnlySpan<byte> addressOfRecord)
    {
        var had = !Find(addressOfRecord).IsEmpty;
        Update<object?>(addressOfRecord, static (_, _) => [], null);
        return had;
    }

    /// <summary>Copies all contacts, address by address.</summary>
    public List<Contact[]> All()
    {
        if (Store is { IsOnlyPlace: true } store)
            return store.All();

        var all = new List<Contact[]>();
        foreach (var shard in _shards)
            shard.CopyTo(all);

        return all;
    }

    /// <summary>Takes the contacts out that are over and adds them to a list; a second question about one gets the same answer.</summary>
    public void TakeExpired(Predicate<Contact> isOver, List<Contact> expired)
    {
        foreach (var shard in _shards)
        {
            var before = expired.Count;
            shard.TakeExpired(isOver, expired, Store);
            Interlocked.Add(ref _contacts, before - expired.Count);
            Interlocked.Add(ref _expired, expired.Count - before);
        }

        Store?.Settle();
    }

    private static LocationShard[] MakeShards()
    {
        var shards = new LocationShard[Shards];
        for (var i = 0; i < shards.Length; i++)
            shards[i] = new LocationShard();

        return shards;
    }

    private LocationShard ShardOf(ReadOnlySpan<byte> addressOfRecord) =>
        _shards[(ByteKeys.Instance.GetHashCode(addressOfRecord) >> 8) & (Shards - 1)];
}
