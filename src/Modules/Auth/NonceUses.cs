namespace Signalbox.Modules.Auth;

/// <summary>
/// Which numbered nonces were used, and how often. State: it outlives generations. The table is a ring: a nonce whose
/// place was given to a newer one counts as over.
/// </summary>
/// <param name="size">Nonces in flight, a power of two.</param>
internal sealed class NonceUses(int size)
{
    private readonly long[] _slots = new long[size];
    private long _next;

    /// <summary>A number for a new nonce, from 1.</summary>
    public uint Take()
    {
        var id = (uint)Interlocked.Increment(ref _next);
        Volatile.Write(ref _slots[id & (uint)(size - 1)], (long)id << 32);
        return id;
    }

    /// <summary>Notes a use with a counter that must be above the last one.</summary>
    /// <returns>False when the counter is not, or the nonce is too old.</returns>
    public bool TryUse(uint id, uint count)
    {
        ref var slot = ref _slots[id & (uint)(size - 1)];
        while (true)
        {
            var seen = Volatile.Read(ref slot);
            if ((uint)(seen >> 32) != id || count <= (uint)seen)
                return false;

            if (Interlocked.CompareExchange(ref slot, ((long)id << 32) | count, seen) == seen)
                return true;
        }
    }
}
