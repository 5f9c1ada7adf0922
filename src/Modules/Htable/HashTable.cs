using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Htable;

/// <summary>A table that all workers share. State: it outlives generations with its content.</summary>
internal sealed class HashTable
{
    private readonly HashSlot[] _slots;
    private HtableDefinition _definition;
    private int _generations;

    /// <summary>Creates an empty table.</summary>
    public HashTable(HtableDefinition definition)
    {
        _definition = definition;
        _slots = new HashSlot[1 << definition.Size];
        for (var i = 0; i < _slots.Length; i++)
            _slots[i] = new HashSlot();
    }

    /// <summary>How new items are made; a reload may set another one, the number of slots stays.</summary>
    public HtableDefinition Definition
    {
        get => Volatile.Read(ref _definition);
        set => Volatile.Write(ref _definition, value);
    }

    /// <summary>The last change of generations, counted from 1, after which the live one named it.</summary>
    public long LastNamed { get; set; }

    /// <summary>True while a generation that has not ended names it.</summary>
    public bool IsNamed => Volatile.Read(ref _generations) > 0;

    /// <summary>A generation names it.</summary>
    public void Join() => Interlocked.Increment(ref _generations);

    /// <summary>A generation that named it has ended.</summary>
    public void Leave() => Interlocked.Decrement(ref _generations);

    /// <summary>The slots, for listings and for iterators.</summary>
    public ReadOnlySpan<HashSlot> Slots => _slots;

    /// <summary>The slot that a key belongs to, the same as in the peer. Many keys of one slot cost nothing: it is a dictionary.</summary>
    public HashSlot SlotOf(ReadOnlySpan<char> key) => _slots[CoreHash.Of(key) & (uint)(_slots.Length - 1)];

    /// <summary>The value of a key; what the table's initval says when there is none.</summary>
    public ScriptValue Get(ReadOnlySpan<char> key, long now) => TryGet(key, now, out var value) ? value : Definition.Initial;

    /// <summary>The value of a key; false when there is none.</summary>
    public bool TryGet(ReadOnlySpan<char> key, long now, out ScriptValue value)
    {
        var slot = SlotOf(key);
        lock (slot.Gate)
        {
            var cell = slot.Find(key);
            var found = cell is not null && !cell.IsExpired(now);
            value = found ? cell!.Value : default;
            return found;
        }
    }

    /// <summary>Writes a value; the life of the item starts when it is new or the table says so.</summary>
    public void Set(ReadOnlySpan<char> key, in ScriptValue value, long now)
    {
        var kept = value.Detach();
        var slot = SlotOf(key);
        lock (slot.Gate)
        {
            var cell = slot.Find(key);
            var isNew = cell is null || cell.IsExpired(now);
            cell ??= slot.Add(key);
            cell.Value = kept;
            Touch(cell, isNew, now);
        }
    }

    /// <summary>Sets how long an item lives on; without autoexpire the table knows no ends and nothing changes.</summary>
    /// <returns>False when there is no such item.</returns>
    public bool SetLife(ReadOnlySpan<char> key, long seconds, long now)
    {
        var slot = SlotOf(key);
        lock (slot.Gate)
        {
            if (slot.Find(key) is not { } cell || cell.IsExpired(now))
                return false;

            if (Definition.AutoExpire > 0)
                cell.ExpiresAt = now + Math.Clamp(seconds, 0, int.MaxValue) * 1000;

            return true;
        }
    }

    /// <summary>Seconds that an item lives on; 0 when it has no end or is not there.</summary>
    public long SecondsLeft(ReadOnlySpan<char> key, long now)
    {
        var slot = SlotOf(key);
        lock (slot.Gate)
            return slot.Find(key)?.SecondsLeft(now) ?? 0;
    }

    /// <summary>Adds to a number in one step.</summary>
    /// <returns>The sum; undefined for text, and for a missing key of a table without initval.</returns>
    public ScriptValue Add(ReadOnlySpan<char> key, long change, long now)
    {
        var initial = Definition.Initial;
        var slot = SlotOf(key);
        lock (slot.Gate)
        {
            var cell = slot.Find(key);
            var isNew = cell is null || cell.IsExpired(now);
            if (isNew ? !initial.IsDefined : !cell!.Value.IsInteger)
                return ScriptValue.Undefined;

            cell ??= slot.Add(key);
            cell.Value = ScriptValue.Of((isNew ? initial.Number : cell.Value.Number) + change);
            Touch(cell, isNew, now);
            return cell.Value;
        }
    }

    /// <summary>Takes an item out.</summary>
    /// <returns>False when there was none.</returns>
    public bool Remove(ReadOnlySpan<char> key)
    {
        var slot = SlotOf(key);
        lock (slot.Gate)
            return slot.Find(key) is { } cell && slot.Cells!.Remove(cell.Name);
    }

    /// <summary>Number of items that match.</summary>
    public int Count(CellMatch match, long now)
    {
        var count = 0;
        foreach (var slot in _slots)
        {
            lock (slot.Gate)
            {
                foreach (var cell in Cells(slot))
                {
                    if (!cell.IsExpired(now) && match.IsMatch(cell))
                        count++;
                }
            }
        }

        return count;
    }

    /// <summary>Takes the matching items out.</summary>
    /// <returns>How many.</returns>
    public int RemoveWhere(CellMatch match)
    {
        var count = 0;
        foreach (var slot in _slots)
        {
            lock (slot.Gate)
            {
                foreach (var cell in Cells(slot))
                {
                    // A dictionary may lose items while it is walked over.
                    if (match.IsMatch(cell) && slot.Cells!.Remove(cell.Name))
                        count++;
                }
            }
        }

        return count;
    }

    /// <summary>Takes the items whose life is over out and adds them to a list.</summary>
    public void TakeExpired(long now, List<HashCell> expired)
    {
        foreach (var slot in _slots)
        {
            if (slot.Count == 0)
                continue;

            lock (slot.Gate)
            {
                foreach (var cell in Cells(slot))
                {
                    if (cell.IsExpired(now) && slot.Cells!.Remove(cell.Name))
                        expired.Add(cell);
                }
            }
        }
    }

    /// <summary>Empties the table.</summary>
    public void Clear()
    {
        foreach (var slot in _slots)
        {
            lock (slot.Gate)
                slot.Cells = null;
        }
    }

    /// <summary>The items of a slot; its lock must be held.</summary>
    public static Dictionary<string, HashCell>.ValueCollection Cells(HashSlot slot) => slot.Cells is { } cells ? cells.Values : Nothing.Values;

    private static readonly Dictionary<string, HashCell> Nothing = [];

    private void Touch(HashCell cell, bool isNew, long now)
    {
        var definition = Definition;
        if (isNew || definition.UpdateExpire)
            cell.ExpiresAt = definition.AutoExpire > 0 ? now + definition.AutoExpire * 1000 : 0;
    }
}
