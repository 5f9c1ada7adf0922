namespace Signalbox.Engine.Timers;

/// <summary>
/// One hashed wheel under one short lock: a ring of lists by due tick. Nodes whose tick is rounds away stay in their list
/// and are looked at once a round (41 s), which few are.
/// </summary>
internal sealed class TimerShard
{
    private const int Slots = 4096;
    private const int Expired = Slots;
    private readonly Lock _gate = new();
    private readonly TimerNode?[] _heads = new TimerNode?[Slots + 1];
    private long _tick;

    /// <summary>Number of nodes that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Puts a node in, or moves it.</summary>
    public void Schedule(TimerNode node, long dueTick)
    {
        lock (_gate)
        {
            if (node.Slot >= 0)
                Unlink(node);

            // The tick under way was collected already: the next one is the earliest.
            node.DueTick = Math.Max(dueTick, _tick + 1);
            Link(node, (int)(node.DueTick & (Slots - 1)));
        }
    }

    /// <summary>Takes a node out.</summary>
    public void Cancel(TimerNode node)
    {
        lock (_gate)
        {
            if (node.Slot >= 0)
                Unlink(node);
        }
    }

    /// <summary>Goes on to a tick; what is due on the way waits for <see cref="TakeExpired"/>.</summary>
    public void Advance(long tick)
    {
        lock (_gate)
        {
            // After a long pause one round reaches every list; a due node is taken whatever list it is in.
            var first = Math.Max(_tick + 1, tick - Slots + 1);
            for (var at = first; at <= tick; at++)
                Collect((int)(at & (Slots - 1)), tick);

            _tick = Math.Max(_tick, tick);
        }
    }

    /// <summary>A node that is due, taken out; null when there is none. One at a time, so the others can still be cancelled.</summary>
    public TimerNode? TakeExpired()
    {
        if (Volatile.Read(ref _heads[Expired]) is null)
            return null;

        lock (_gate)
        {
            var node = _heads[Expired];
            if (node is not null)
                Unlink(node);

            return node;
        }
    }

    private void Collect(int slot, long tick)
    {
        for (var node = _heads[slot]; node is not null;)
        {
            var next = node.Next;
            if (node.DueTick <= tick)
            {
                Unlink(node);
                Link(node, Expired);
            }

            node = next;
        }
    }

    private void Link(TimerNode node, int slot)
    {
        var head = _heads[slot];
        node.Slot = slot;
        node.Previous = null;
        node.Next = head;
        if (head is not null)
            head.Previous = node;

        _heads[slot] = node;
        Count++;
    }

    private void Unlink(TimerNode node)
    {
        if (node.Previous is null)
            _heads[node.Slot] = node.Next;
        else
            node.Previous.Next = node.Next;

        if (node.Next is not null)
            node.Next.Previous = node.Previous;

        node.Next = node.Previous = null;
        node.Slot = -1;
        Count--;
    }
}
