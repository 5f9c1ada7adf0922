using Signalbox.Engine.Routing;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>
/// What a REGISTER asks for, and how it changes the contacts of its address: all of it or nothing. A worker uses one
/// again and again.
/// </summary>
internal sealed class Registration
{
    private static readonly object Key = new();
    private readonly List<RequestedContact> _requested = [];
    private RegisterOrigin _origin;
    private ILocations _locations = null!;

    /// <summary>Contacts per address; 0 = no limit.</summary>
    public int MaxContacts { get; set; }

    /// <summary>True for <c>Contact: *</c>.</summary>
    public bool IsStar { get; set; }

    /// <summary>True to forget the other contacts of the address.</summary>
    public bool IsOnly { get; set; }

    /// <summary>True when nothing is asked but the contacts.</summary>
    public bool IsFetch => !IsStar && _requested.Count == 0;

    /// <summary>The address of record; the caller's memory.</summary>
    public ReadOnlyMemory<byte> Address { get; set; }

    /// <summary>How it went.</summary>
    public RegisterReply Outcome { get; private set; } = RegisterReply.Fetched;

    /// <summary>The worker's.</summary>
    public static Registration Of(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(Key, out var known))
            return (Registration)known;

        var made = new Registration();
        worker.Locals.Add(Key, made);
        return made;
    }

    /// <summary>Forgets the REGISTER before, for this one.</summary>
    /// <param name="locations">The tables' rules.</param>
    /// <param name="origin">The REGISTER.</param>
    public void Begin(ILocations locations, in RegisterOrigin origin)
    {
        _locations = locations;
        _origin = origin;
        _requested.Clear();
        IsStar = false;
        Outcome = RegisterReply.Fetched;
    }

    /// <summary>One more contact.</summary>
    public void Add(in RequestedContact contact) => _requested.Add(contact);

    /// <summary>The first contact that is asked for among those of the address; null when it is not there.</summary>
    public Contact? FindFirst(Contact[] contacts) =>
        _requested.Count > 0 && IndexOf(contacts, _requested[0]) is var index and >= 0 ? contacts[index] : null;

    /// <summary>Makes the new contacts; the same array when it is refused.</summary>
    public Contact[] Apply(Contact[] before)
    {
        if (IsStar)
        {
            Outcome = RegisterReply.Removed;
            return [];
        }

        var after = before;
        Outcome = RegisterReply.Updated;
        foreach (var requested in _requested)
        {
            if (Put(before, ref after, requested) is not { } refusal)
                continue;

            Outcome = refusal;
            return before;
        }

        if (IsOnly)
            after = Array.FindAll(after, IsRequested);

        // The array at hand belongs to readers; what they hold does not change.
        if (ReferenceEquals(after, before))
            after = [.. before];

        _locations.Sort(after);
        return after;
    }

    private RegisterReply? Put(Contact[] before, ref Contact[] contacts, in RequestedContact requested)
    {
        var index = IndexOf(contacts, requested);
        if (index < 0)
            return requested.IsRemoval ? Removed() : Insert(ref contacts, requested);

        var known = contacts[index];
        if (_origin.CSeq <= known.CSeq && _origin.Message.Span(_origin.CallId).SequenceEqual(known.CallId))
        {
            var isRepeated = _origin.CSeq == known.CSeq && _locations.Now < known.LastModified + _locations.CSeqDelay;
            return isRepeated ? null : RegisterReply.BadCSeq;
        }

        if (requested.IsRemoval)
        {
            contacts = [.. contacts[..index], .. contacts[(index + 1)..]];
            return Removed();
        }

        if (ReferenceEquals(contacts, before))
            contacts = [.. before];

        contacts[index] = Make(requested, known, known.AddressOfRecord, known.Ruid, known.Sequence);
        return null;
    }

    private RegisterReply? Insert(ref Contact[] contacts, in RequestedContact requested)
    {
        if (MaxContacts > 0 && !IsOnly && CountLive(contacts) >= MaxContacts)
            return RegisterReply.TooMany;

        Outcome = RegisterReply.Inserted;
        var ruid = _locations.NewRuid(out var sequence);
        var address = contacts.Length > 0 ? contacts[0].AddressOfRecord : Address.ToArray();
        contacts = [.. contacts, Make(requested, null, address, ruid, sequence)];
        return null;
    }

    // Texts that did not change are kept: among a million contacts they are what the collector walks over.
    private Contact Make(in RequestedContact requested, Contact? known, byte[] address, byte[] ruid, long sequence)
    {
        var message = _origin.Message;
        return new Contact
        {
            AddressOfRecord = address,
            Uri = SharedTexts.Keep(known?.Uri, message.Span(requested.Uri)),
            Ruid = ruid,
            Expires = requested.Expires,
            Q = requested.Q,
            Received = _origin.Received,
            Path = _origin.Path,
            CallId = SharedTexts.Keep(known?.CallId, message.Span(_origin.CallId)),
            CSeq = _origin.CSeq,
            UserAgent = SharedTexts.UserAgents.Of(_origin.UserAgent),
            Instance = SharedTexts.Keep(known?.Instance, message.Span(requested.Instance)),
            RegId = requested.RegId,
            Methods = requested.Methods,
            BranchFlags = _origin.Context.BranchFlags,
            Socket = _origin.Socket,
            ConnectionId = _origin.Context.Received.ConnectionId,
            LastModified = _locations.Now,
            Sequence = sequence,
        };
    }

    private RegisterReply? Removed()
    {
        Outcome = RegisterReply.Removed;
        return null;
    }

    private int CountLive(Contact[] contacts)
    {
        var count = 0;
        foreach (var contact in contacts)
        {
            if (!contact.IsExpired(_locations.Now))
                count++;
        }

        return count;
    }

    private bool IsRequested(Contact contact)
    {
        foreach (var requested in _requested)
        {
            if (IsSame(contact, requested))
                return true;
        }

        return false;
    }

    private int IndexOf(Contact[] contacts, in RequestedContact requested)
    {
        for (var i = 0; i < contacts.Length; i++)
        {
            if (IsSame(contacts[i], requested))
                return i;
        }

        return -1;
    }

    private bool IsSame(Contact known, in RequestedContact requested)
    {
        var message = _origin.Message;
        return _locations.Matching switch
        {
            ContactMatching.CallId => message.Span(_origin.CallId).SequenceEqual(known.CallId),
            ContactMatching.UriAndCallId => message.Span(requested.Uri).SequenceEqual(known.Uri) && message.Span(_origin.CallId).SequenceEqual(known.CallId),
            ContactMatching.UriAndPath => message.Span(requested.Uri).SequenceEqual(known.Uri) && _origin.Path.AsSpan().SequenceEqual(known.Path),
            _ => message.Span(requested.Uri).SequenceEqual(known.Uri),
        };
    }
}
