namespace Signalbox.Modules.Usrloc.Api;

/// <summary>Where the contacts of a table are kept beside memory, or instead of it.</summary>
internal interface IContactStore
{
    /// <summary>True when contacts are in the store only, so that each question goes there.</summary>
    bool IsOnlyPlace { get; }

    /// <summary>The contacts of an address, best first; only asked when it is the only place.</summary>
    Contact[] Find(ReadOnlySpan<byte> addressOfRecord);

    /// <summary>All contacts, address by address; only asked when it is the only place.</summary>
    List<Contact[]> All();

    /// <summary>The contacts of an address changed. Called under the lock of the address: notes, does not wait.</summary>
    void Note(Contact[] before, Contact[] after);

    /// <summary>Called after <see cref="Note"/>, without a lock: a store that writes at once does it now.</summary>
    void Settle();
}
