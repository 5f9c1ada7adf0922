namespace Signalbox.Modules.Dispatcher;

/// <summary>
/// The turns of the relative weights among the destinations that are usable now. Immutable; made anew when the states or
/// the congestion of the destinations are others.
/// </summary>
internal sealed class RelativeShares
{
    private const int Slots = 100;
    private readonly int[] _weights;
    private readonly int[] _slots;

    private RelativeShares(int[] weights, int[] slots)
    {
        _weights = weights;
        _slots = slots;
    }

    /// <summary>Of no destinations.</summary>
    public static RelativeShares None { get; } = new([], []);

    /// <summary>Shares the turns out.</summary>
    public static RelativeShares Make(DispatchTarget[] targets)
    {
        var isJammed = IsJammed(targets);
        var weights = Array.ConvertAll(targets, target => WeightOf(target, isJammed));
        var total = weights.Sum();
        if (total == 0)
            return new RelativeShares(weights, []);

        var slots = new int[Slots];
        var used = 0;
        var last = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            var share = (int)((long)weights[i] * Slots / total);
            slots.AsSpan(used, share).Fill(i);
            used += share;
            last = weights[i] > 0 ? i : last;
        }

        slots.AsSpan(used).Fill(last);
        Random.Shared.Shuffle(slots);
        return new RelativeShares(weights, slots);
    }

    /// <summary>True when they are still right.</summary>
    public bool IsOf(DispatchTarget[] targets)
    {
        if (targets.Length != _weights.Length)
            return false;

        var isJammed = IsJammed(targets);
        for (var i = 0; i < targets.Length; i++)
        {
            if (WeightOf(targets[i], isJammed) != _weights[i])
                return false;
        }

        return true;
    }

    /// <summary>The destination of a turn; -1 when there is none.</summary>
    public int At(uint turn) => _slots.Length == 0 ? -1 : _slots[turn % (uint)_slots.Length];

    // When all are congested beyond what they tolerate, their congestion is what is left to compare (the manual's rule).
    private static bool IsJammed(DispatchTarget[] targets)
    {
        var isJammed = false;
        foreach (var target in targets)
        {
            if (!target.IsUsable || target.Line.Attributes.RelativeWeight == 0)
                continue;

            if (!target.Line.Attributes.CountsCongestion || target.Latency.Congestion < target.Line.Attributes.Weight)
                return false;

            isJammed = true;
        }

        return isJammed;
    }

    private static int WeightOf(DispatchTarget target, bool isJammed)
    {
        var attributes = target.Line.Attributes;
        if (!target.IsUsable || attributes.RelativeWeight == 0)
            return 0;

        if (!attributes.CountsCongestion)
            return attributes.RelativeWeight;

        var congestion = target.Latency.Congestion;
        if (isJammed)
            return Math.Max(1, Slots * Slots / Math.Max(1, congestion));

        return congestion >= attributes.Weight ? 0 : Math.Max(1, attributes.RelativeWeight - congestion);
    }
}
