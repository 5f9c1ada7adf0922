using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>What a REGISTER asks for, and how it changes the contacts of its address: all of it or nothing.</summary>
/// <param name="locations">The tables' rules.</param>
/// <param name="maxContacts">Contacts per address; 0 = no limit.</param>
internal sealed class Registration(ILocations locations, int maxContacts)
{
    private readonly List<RequestedContact> _requested = [];

    /// <summary>True for <c>Contact: *</c>.</summary>
    public bool IsStar { get; set; }

    /// <summary>True to forget the other contacts of the address.</summary>
    public bool IsOnly { get; set; }

    /// <summary>URI of the first contact that is asked for; empty = none.</summary>
    public ReadOnlySpan<byte> FirstUri => _requested.Count > 0 ? _requested[0].Contact.Uri : default;

    /// <summary>True when nothing is asked but the contacts.</summary>
    public bool IsFetch => !IsStar && _requested.Count == 0;

    /// <summary>How it went.</summary>
    public RegisterReply Outcome { get; private set; } = RegisterReply.Fetched;

    /// <summary>One more contact.</summary>
    public void Add(in RequestedContact contact) => _requested.Add(contact);

    /// <summary>Makes the new contacts; the same array when nothing changes or it is refused.</summary>
    public Contact[] Apply(Contact[] before)
    {
        if (IsStar)
        {
            Outcome = RegisterReply.Removed;
            return [];
        }

        var contacts = new List<Contact>(before);
        Outcome = RegisterReply.Updated;
        foreach (var requested in _requested)
        {
            if (Put(contacts, requested) is not { } refusal)
                continue;

            Outcome = refusal;
            return before;
        }

        if (IsOnly)
            contacts.RemoveAll(contact => !IsRequested(contact));

        Contact[] after = [.. contacts];
        locations.Sort(after);
        return after;
    }

    private RegisterReply? Put(List<Contact> contacts, in RequestedContact requested)
    {
        var contact = requested.Contact;
        var index = contacts.FindIndex(one => IsSame(one, contact));
        if (index < 0)
            return requested.IsRemoval ? Removed() : Insert(contacts, contact);

        var known = contacts[index];
        if (known.CallId.AsSpan().SequenceEqual(contact.CallId) && contact.CSeq <= known.CSeq)
        {
            var isRepeated = contact.CSeq == known.CSeq && locations.Now < known.LastModified + locations.CSeqDelay;
            return isRepeated ? null : RegisterReply.BadCSeq;
        }

        if (requested.IsRemoval)
        {
            contacts.RemoveAt(index);
            return Removed();
        }

        contacts[index] = contact with { Ruid = known.Ruid, Sequence = known.Sequence };
        return null;
    }

    private RegisterReply? Insert(List<Contact> contacts, Contact contact)
    {
        if (maxContacts > 0 && !IsOnly && CountLive(contacts) >= maxContacts)
            return RegisterReply.TooMany;

        Outcome = RegisterReply.Inserted;
        var ruid = locations.NewRuid(out var sequence);
        contacts.Add(contact with { Ruid = ruid, Sequence = sequence });
        return null;
    }

    private RegisterReply? Removed()
    {
        Outcome = RegisterReply.Removed;
        return null;
    }

    private int CountLive(List<Contact> contacts)
    {
        var count = 0;
        foreach (var contact in contacts)
        {
            if (!contact.IsExpired(locations.Now))
                count++;
        }

        return count;
    }

    private bool IsRequested(Contact contact)
    {
        foreach (var requested in _requested)
        {
            if (IsSame(contact, requested.Contact))
                return true;
        }

        return false;
    }

    private bool IsSame(Contact left, Contact right) => locations.Matching switch
    {
        ContactMatching.CallId => left.CallId.AsSpan().SequenceEqual(right.CallId),
        ContactMatching.UriAndCallId => left.Uri.AsSpan().SequenceEqual(right.Uri) && left.CallId.AsSpan().SequenceEqual(right.CallId),
        ContactMatching.UriAndPath => left.Uri.AsSpan().SequenceEqual(right.Uri) && left.Path.AsSpan().SequenceEqual(right.Path),
        _ => left.Uri.AsSpan().SequenceEqual(right.Uri),
    };
}
