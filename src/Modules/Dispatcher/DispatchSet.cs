namespace Signalbox.Modules.Dispatcher;

/// <summary>The destinations of a set, best priority first. Immutable but for their states and the places of the turns.</summary>
internal sealed class DispatchSet
{
    private const int Slots = 100;
    private readonly int[] _byWeight;
    private uint _turn;
    private uint _slot;
    private uint _relativeSlot;
    private uint _latencyTurn;
    private RelativeShares _relative = RelativeShares.None;

    /// <summary>Sorts the destinations and shares the weights out.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="targets">Destinations; of those with one priority the later ones come first, as with the peer.</param>
    public DispatchSet(int id, IEnumerable<DispatchTarget> targets)
    {
        Id = id;
        Targets = [.. targets.Reverse().OrderByDescending(static target => target.Line.Priority)];
        _byWeight = Share(Targets);
    }

    /// <summary>Its number.</summary>
    public int Id { get; }

    /// <summary>Its destinations.</summary>
    public DispatchTarget[] Targets { get; }

    /// <summary>The next usable destination of the round robin, among the first ones; -1 when there is none.</summary>
    /// <param name="count">How many of the first are looked at.</param>
    public int NextInTurn(int count)
    {
        while (true)
        {
            var turn = Volatile.Read(ref _turn);
            var found = -1;
            for (var i = 0; i < count && found < 0; i++)
            {
                var at = (int)((turn + (uint)i) % (uint)count);
                found = Targets[at].IsUsable ? at : -1;
            }

            if (found < 0 || Interlocked.CompareExchange(ref _turn, (uint)found + 1, turn) == turn)
                return found;
        }
    }

    /// <summary>Counts the choices among equally fast ones.</summary>
    public uint NextLatencyTurn() => Interlocked.Increment(ref _latencyTurn) - 1;

    /// <summary>The destination whose weight has the turn.</summary>
    public int NextOfWeight() => _byWeight[(Interlocked.Increment(ref _slot) - 1) % Slots];

    /// <summary>The destination whose relative weight has the turn; -1 when no usable one has any.</summary>
    public int NextOfRelativeWeight()
    {
        var shares = Volatile.Read(ref _relative);
        if (!shares.IsOf(Targets))
        {
            shares = RelativeShares.Make(Targets);
            Volatile.Write(ref _relative, shares);
        }

        return shares.At(Interlocked.Increment(ref _relativeSlot) - 1);
    }

    /// <summary>The destination with a URI, or null.</summary>
    public DispatchTarget? Find(ReadOnlySpan<char> uri)
    {
        foreach (var target in Targets)
        {
            if (uri.SequenceEqual(target.Line.Uri))
                return target;
        }

        return null;
    }

    // A weight that would bring the sum over 100 does not count, and the last destination has what is left (the manual's
    // rules). Without any weight the first one has all.
    private static int[] Share(DispatchTarget[] targets)
    {
        var slots = new int[Slots];
        var used = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            var weight = targets[i].Line.Attributes.Weight;
            if (weight > Slots - used)
                continue;

            slots.AsSpan(used, weight).Fill(i);
            used += weight;
        }

        if (used > 0)
            slots.AsSpan(used).Fill(targets.Length - 1);

        Random.Shared.Shuffle(slots);
        return slots;
    }
}
