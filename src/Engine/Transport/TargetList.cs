using Signalbox.Engine.Configuration;

namespace Signalbox.Engine.Transport;

/// <summary>
/// The addresses under which a target can be reached, in the order of RFC 3263: by priority and weight of SRV records,
/// then as the name server listed them. Does not change. An order is sixteen numbers of four bits, the first one lowest.
/// </summary>
internal sealed class TargetList
{
    /// <summary>How many addresses of a target are kept.</summary>
    public const int MaxTargets = 16;

    private const ulong WrittenOrder = 0xFEDCBA9876543210;
    private readonly Target[] _targets;

    /// <summary>Creates one from targets that are sorted already.</summary>
    public TargetList(List<Target> targets)
    {
        if (targets.Count > MaxTargets)
            targets.RemoveRange(MaxTargets, targets.Count - MaxTargets);

        _targets = [.. targets];
    }

    /// <summary>Number of addresses, 0 to 16.</summary>
    public int Count => _targets.Length;

    /// <summary>When it has to be made anew: milliseconds of the name cache's clock.</summary>
    public long Expires { get; init; }

    /// <summary>Version of the name cache that it was made from.</summary>
    public int Version { get; init; }

    /// <summary>Settings that it was made with.</summary>
    public CoreSettings? Settings { get; init; }

    /// <summary>An order to try them in.</summary>
    /// <param name="byWeight">True: SRV records of one priority are drawn by weight (RFC 2782); false: as they stand.</param>
    public ulong Order(bool byWeight)
    {
        if (!byWeight || _targets.Length < 2)
            return WrittenOrder;

        Span<byte> places = stackalloc byte[MaxTargets];
        for (var i = 0; i < places.Length; i++)
            places[i] = (byte)i;

        for (var first = 0; first < _targets.Length;)
        {
            var end = first + 1;
            while (end < _targets.Length && _targets[end].Priority == _targets[first].Priority)
                end++;

            Draw(places[first..end]);
            first = end;
        }

        ulong order = 0;
        for (var i = MaxTargets - 1; i >= 0; i--)
            order = (order << 4) | places[i];

        return order;
    }

    /// <summary>The n-th target of an order.</summary>
    public ref readonly Target At(ulong order, int index) => ref _targets[(int)(order >> (4 * index)) & 15];

    // One after the other: the chance of each is its part of the weights that are left; a weight of 0 has a small one.
    private void Draw(Span<byte> places)
    {
        for (; places.Length > 1; places = places[1..])
        {
            var sum = 0;
            foreach (var place in places)
                sum += _targets[place].Weight + 1;

            var chosen = 0;
            for (var left = Random.Shared.Next(sum); left > _targets[places[chosen]].Weight; chosen++)
                left -= _targets[places[chosen]].Weight + 1;

            (places[0], places[chosen]) = (places[chosen], places[0]);
        }
    }
}
