using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Dispatcher;

/// <summary>Puts the usable destinations of a set into the order in which they are to be tried.</summary>
/// <param name="usesDefault">True when the last destination is a fallback, used only when no other is left.</param>
/// <param name="usesUserOnly">True when of URIs only the user is hashed.</param>
/// <param name="usesLatency">True when answer times are measured.</param>
/// <param name="key">What algorithm 7 hashes; null = nothing.</param>
internal sealed class DispatchPicker(bool usesDefault, bool usesUserOnly, bool usesLatency, VariableReference? key)
{
    /// <summary>Adds the usable destinations of a set, first choice first.</summary>
    /// <param name="context">The message.</param>
    /// <param name="set">The set.</param>
    /// <param name="algorithm">How to choose; a number that is none of an algorithm takes them by priority.</param>
    /// <param name="order">Gets the destinations.</param>
    /// <returns>False when there is none, or nothing to hash.</returns>
    public bool Pick(RoutingContext context, DispatchSet set, DispatchAlgorithm algorithm, List<DispatchTarget> order)
    {
        var before = order.Count;
        var count = usesDefault && set.Targets.Length > 1 ? set.Targets.Length - 1 : set.Targets.Length;
        if (algorithm == DispatchAlgorithm.Latency)
        {
            ByLatency(set, count, order);
        }
        else
        {
            var first = First(context, set, algorithm, count);
            for (var i = 0; i < count && first >= 0; i++)
            {
                if (set.Targets[(first + i) % count] is { IsUsable: true } target)
                    order.Add(target);
            }

            if (first < 0 && algorithm == DispatchAlgorithm.Variable)
                return false;
        }

        if (count < set.Targets.Length && set.Targets[count].IsUsable)
            order.Add(set.Targets[count]);

        return order.Count > before;
    }

    private int First(RoutingContext context, DispatchSet set, DispatchAlgorithm algorithm, int count) => algorithm switch
    {
        DispatchAlgorithm.RoundRobin => set.NextInTurn(count),
        DispatchAlgorithm.Random => Random.Shared.Next(count),
        DispatchAlgorithm.Weight => set.NextOfWeight() % count,
        DispatchAlgorithm.RelativeWeight => Math.Max(0, set.NextOfRelativeWeight()) % count,
        DispatchAlgorithm.CallLoad => LeastLoaded(set, count),
        DispatchAlgorithm.Variable => HashOfKey(context) is { } hash ? (int)(hash % (uint)count) : -1,
        <= DispatchAlgorithm.AuthUser => HashOf(context, algorithm) is { } hash ? (int)(hash % (uint)count) : set.NextInTurn(count),
        _ => 0,
    };

    private uint? HashOf(RoutingContext context, DispatchAlgorithm algorithm) => algorithm switch
    {
        DispatchAlgorithm.CallId => MessageHash.OfCallId(context.Message),
        DispatchAlgorithm.FromUri => MessageHash.OfFrom(context.Message, usesUserOnly),
        DispatchAlgorithm.ToUri => MessageHash.OfTo(context.Message, usesUserOnly),
        DispatchAlgorithm.RequestUri => MessageHash.OfRequestUri(context, usesUserOnly),
        _ => MessageHash.OfCredentials(context.Message),
    };

    private uint? HashOfKey(RoutingContext context)
    {
        if (key is null)
            return null;

        var value = key.Read(context);
        if (!value.IsDefined)
            return CoreHash.Of("<null>"u8, default);

        var writer = context.Worker.RentWriter();
        value.WriteTo(writer);
        uint? hash = writer.Length > 0 ? CoreHash.Of(writer.Written, default) : null;
        context.Worker.Return(writer);
        return hash;
    }

    private static int LeastLoaded(DispatchSet set, int count)
    {
        var found = -1;
        for (var i = 0; i < count; i++)
        {
            var target = set.Targets[i];
            if (target.IsUsable && !target.IsFull && (found < 0 || target.Load.Calls < set.Targets[found].Load.Calls))
                found = i;
        }

        return found;
    }

    // Sorted by what is left of the priority; those that are equally good at the top take turns.
    private void ByLatency(DispatchSet set, int count, List<DispatchTarget> order)
    {
        var start = order.Count;
        for (var i = 0; i < count; i++)
        {
            if (!set.Targets[i].IsUsable)
                continue;

            var at = order.Count;
            while (at > start && RankOf(order[at - 1]) < RankOf(set.Targets[i]))
                at--;

            order.Insert(at, set.Targets[i]);
        }

        var best = start;
        while (best < order.Count && RankOf(order[best]) == RankOf(order[start]))
            best++;

        if (best - start < 2)
            return;

        var turn = (int)(set.NextLatencyTurn() % (uint)(best - start));
        order.Reverse(start, turn);
        order.Reverse(start + turn, best - start - turn);
        order.Reverse(start, best - start);
    }

    private int RankOf(DispatchTarget target)
    {
        var priority = target.Line.Priority;
        if (!usesLatency || priority <= 0)
            return priority;

        var latency = target.Line.Attributes.CountsCongestion ? target.Latency.Congestion : (int)target.Latency.Estimate;
        return priority - latency / priority;
    }
}
