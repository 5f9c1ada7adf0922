using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Signalbox.Modules.Usrloc.Api;

/// <summary>A part of a location table under one lock.</summary>
internal sealed class LocationShard
{
    private readonly Lock _gate = new();
    private readonly Dictionary<byte[], Contact[]> _addresses = new(ByteKeys.Instance);

    /// <summary>Number of addresses.</summary>
    public int Count => _addresses.Count;

    /// <summary>The contacts of an address; empty when there are none.</summary>
    public Contact[] Find(ReadOnlySpan<byte> address)
    {
        lock (_gate)
            return _addresses.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(address, out var contacts) ? contacts : [];
    }

    /// <summary>Changes the contacts of an address.</summary>
    public Contact[] Update<T>(ReadOnlySpan<byte> address, Func<Contact[], T, Contact[]> change, T state, IContactStore? store, out int difference)
    {
        lock (_gate)
        {
            var lookup = _addresses.GetAlternateLookup<ReadOnlySpan<byte>>();
            if (store is { IsOnlyPlace: true })
                return Change(store, address, change, state, out difference);

            ref var place = ref CollectionsMarshal.GetValueRefOrNullRef(lookup, address);
            var isNew = Unsafe.IsNullRef(ref place);
            var before = isNew ? [] : place;
            var after = change(before, state);
            if (!ReferenceEquals(after, before))
                store?.Note(before, after);

            difference = after.Length - before.Length;
            if (after.Length == 0)
                lookup.Remove(address);
            else if (isNew)
                Add(address, after);
            else
                place = after;

            return after;
        }
    }

    // One array is the key and the contacts' address, where they are the same text.
    private void Add(ReadOnlySpan<byte> address, Contact[] contacts)
    {
        var own = contacts[0].AddressOfRecord;
        _addresses.Add(address.SequenceEqual(own) ? own : address.ToArray(), contacts);
    }

    // Memory keeps nothing then; the lock still keeps two changes of an address apart.
    private static Contact[] Change<T>(IContactStore store, ReadOnlySpan<byte> address, Func<Contact[], T, Contact[]> change, T state, out int difference)
    {
        difference = 0;
        var before = store.Find(address);
        var after = change(before, state);
        if (!ReferenceEquals(after, before))
            store.Note(before, after);

        return after;
    }

    /// <summary>Adds the contacts of all addresses to a list.</summary>
    public void CopyTo(List<Contact[]> all)
    {
        lock (_gate)
            all.AddRange(_addresses.Values);
    }

    /// <summary>Takes the expired contacts out.</summary>
    public void TakeExpired(long now, List<Contact> expired, IContactStore? store)
    {
        lock (_gate)
        {
            foreach (var (address, contacts) in _addresses)
            {
                var before = expired.Count;
                foreach (var contact in contacts)
                {
                    if (contact.IsExpired(now))
                        expired.Add(contact);
                }

                if (expired.Count == before)
                    continue;

                store?.Note(contacts, Array.FindAll(contacts, contact => !contact.IsExpired(now)));

                // Neither a removal nor a new value under a present key disturbs the walk.
                if (expired.Count - before == contacts.Length)
                    _addresses.Remove(address);
                else
                    _addresses[address] = Array.FindAll(contacts, contact => !contact.IsExpired(now));
            }
        }
    }
}
