using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Dialog.Api;

/// <summary>
/// All dialogs, found by their id and by their Call-ID. State: it outlives generations. Each bucket is guarded by one of
/// many locks.
/// </summary>
internal sealed class DialogTable
{
    /// <summary>More dialogs are refused.</summary>
    public const int MaxDialogs = 2_000_000;

    private const int Stripes = 256;
    private readonly SipDialog?[] _ids;
    private readonly SipDialog?[] _hashes;
    private readonly Lock[] _idGates = MakeGates();
    private readonly Lock[] _hashGates = MakeGates();
    private int _count;
    private uint _lastId;

    /// <summary>Makes an empty table.</summary>
    /// <param name="size">Number of entries, a power of two.</param>
    /// <param name="firstId">Number that ids count on from.</param>
    public DialogTable(int size, uint firstId)
    {
        _ids = new SipDialog?[size];
        _hashes = new SipDialog?[size];
        _lastId = firstId;
    }

    /// <summary>Who acts on timers: the newest generation.</summary>
    public IDialogClock? Clock { get; set; }

    /// <summary>What the database has to learn; null without one.</summary>
    public DialogQueue? Changes { get; set; }

    /// <summary>Number of dialogs, ended ones that are kept for late messages included.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Number of entries.</summary>
    public int Size => _ids.Length;

    /// <summary>True when no further dialog is taken.</summary>
    public bool IsFull => Count >= MaxDialogs;

    /// <summary>Hash of a Call-ID; differs from start to start, since Call-IDs come from the network.</summary>
    public int HashOf(ReadOnlySpan<byte> callId)
    {
        var hash = default(HashCode);
        hash.AddBytes(callId);
        return hash.ToHashCode() & (_hashes.Length - 1);
    }

    /// <summary>The entry that the peer puts a Call-ID into.</summary>
    public int EntryOf(ReadOnlySpan<byte> callId) => (int)(CoreHash.Of(callId, default) & (uint)(Size - 1));

    /// <summary>Gives a dialog a new id and puts it in.</summary>
    /// <param name="dialog">The dialog.</param>
    /// <param name="start">Number that ids begin with (h_id_start).</param>
    /// <param name="step">Distance between ids (h_id_step); 1 = ids simply count up.</param>
    public void Add(SipDialog dialog, uint start, uint step)
    {
        dialog.Entry = EntryOf(dialog.Texts[DialogField.CallId]);
        var next = Interlocked.Increment(ref _lastId);
        dialog.Id = step > 1 ? unchecked(start + next * step) : next;
        Insert(dialog);
    }

    /// <summary>Puts a dialog in that has its id already.</summary>
    /// <returns>False when there is one of that id, or its entry is none of this table.</returns>
    public bool TryAdd(SipDialog dialog)
    {
        if ((uint)dialog.Entry >= (uint)Size || Find(dialog.Entry, dialog.Id) is not null)
            return false;

        Insert(dialog);
        return true;
    }

    /// <summary>Takes a dialog out; false when it is out already.</summary>
    public bool Remove(SipDialog dialog)
    {
        var slot = SlotOf(dialog.Entry, dialog.Id);
        lock (_idGates[slot % Stripes])
        {
            if (!dialog.IsListed)
                return false;

            dialog.IsListed = false;
            UnlinkId(dialog, slot);
        }

        lock (_hashGates[dialog.Hash % Stripes])
            UnlinkHash(dialog);

        Interlocked.Decrement(ref _count);
        return true;
    }

    /// <summary>Finds by id.</summary>
    public SipDialog? Find(int entry, uint id)
    {
        var slot = SlotOf(entry, id);
        lock (_idGates[slot % Stripes])
        {
            for (var one = _ids[slot]; one is not null; one = one.NextOfId)
            {
                if (one.Id == id && one.Entry == entry)
                    return one;
            }
        }

        return null;
    }

    /// <summary>Finds by Call-ID and tags; one that is alive before one that has ended.</summary>
    /// <param name="callId">Call-ID.</param>
    /// <param name="fromTag">Tag of From.</param>
    /// <param name="toTag">Tag of To; empty for one that is not answered.</param>
    /// <param name="side">Whose request it would be.</param>
    public SipDialog? Find(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> fromTag, ReadOnlySpan<byte> toTag, out DialogSide side)
    {
        side = DialogSide.None;
        SipDialog? ended = null;
        var hash = HashOf(callId);
        lock (_hashGates[hash % Stripes])
        {
            for (var one = _hashes[hash]; one is not null; one = one.NextOfHash)
            {
                // Order of locks: the table's, then the dialog's.
                lock (one.Gate)
                {
                    var found = one.SideOf(callId, fromTag, toTag);
                    if (found == DialogSide.None)
                        continue;

                    side = found;
                    if (one.IsAlive)
                        return one;
                }

                ended ??= one;
            }
        }

        return ended;
    }

    /// <summary>Finds the dialogs of a Call-ID.</summary>
    public List<SipDialog> FindAll(string callId)
    {
        var bytes = Latin1.ToBytes(callId);
        var hash = HashOf(bytes);
        var found = new List<SipDialog>();
        lock (_hashGates[hash % Stripes])
        {
            for (var one = _hashes[hash]; one is not null; one = one.NextOfHash)
            {
                lock (one.Gate)
                {
                    if (one.Texts[DialogField.CallId].SequenceEqual(bytes))
                        found.Add(one);
                }
            }
        }

        return found;
    }

    /// <summary>Copies the list of all dialogs, by entry and id.</summary>
    public List<SipDialog> All()
    {
        var all = new List<SipDialog>(Count);
        for (var slot = 0; slot < _ids.Length; slot++)
        {
            if (Volatile.Read(ref _ids[slot]) is null)
                continue;

            lock (_idGates[slot % Stripes])
            {
                for (var one = _ids[slot]; one is not null; one = one.NextOfId)
                    all.Add(one);
            }
        }

        all.Sort(static (left, right) => left.Entry != right.Entry ? left.Entry.CompareTo(right.Entry) : left.Id.CompareTo(right.Id));
        return all;
    }

    private static Lock[] MakeGates()
    {
        var gates = new Lock[Stripes];
        for (var i = 0; i < gates.Length; i++)
            gates[i] = new Lock();

        return gates;
    }

    private void Insert(SipDialog dialog)
    {
        lock (_hashGates[dialog.Hash % Stripes])
        {
            dialog.NextOfHash = _hashes[dialog.Hash];
            _hashes[dialog.Hash] = dialog;
        }

        var slot = SlotOf(dialog.Entry, dialog.Id);
        lock (_idGates[slot % Stripes])
        {
            dialog.NextOfId = _ids[slot];
            _ids[slot] = dialog;
            dialog.IsListed = true;
        }

        Interlocked.Increment(ref _count);
    }

    // Ids count up, so slots fill evenly; entries follow a hash that a sender of Call-IDs can aim at.
    private int SlotOf(int entry, uint id) => (int)(((uint)entry * 31 + id) & (uint)(_ids.Length - 1));

    private void UnlinkId(SipDialog dialog, int slot)
    {
        SipDialog? before = null;
        for (var one = _ids[slot]; one is not null; before = one, one = one.NextOfId)
        {
            if (!ReferenceEquals(one, dialog))
                continue;

            if (before is null)
                _ids[slot] = one.NextOfId;
            else
                before.NextOfId = one.NextOfId;

            return;
        }
    }

    private void UnlinkHash(SipDialog dialog)
    {
        SipDialog? before = null;
        for (var one = _hashes[dialog.Hash]; one is not null; before = one, one = one.NextOfHash)
        {
            if (!ReferenceEquals(one, dialog))
                continue;

            if (before is null)
                _hashes[dialog.Hash] = one.NextOfHash;
            else
                before.NextOfHash = one.NextOfHash;

            return;
        }
    }
}
