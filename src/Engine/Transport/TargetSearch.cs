using Signalbox.Engine.Dns;

namespace Signalbox.Engine.Transport;

/// <summary>What was found so far while the addresses of a target are looked for.</summary>
internal sealed class TargetSearch
{
    private int _ranks;

    /// <summary>The addresses, in order.</summary>
    public List<Target> Targets { get; } = [];

    /// <summary>An address for which there is no socket: sending to it fails, which is not the same as an unknown name.</summary>
    public Target? Unusable { get; set; }

    /// <summary>When the first of the answers ends.</summary>
    public long Expires { get; private set; } = long.MaxValue;

    /// <summary>True when no more addresses are kept.</summary>
    public bool IsFull => Targets.Count >= TargetList.MaxTargets;

    /// <summary>Takes the end of an answer into account.</summary>
    public void Note(DnsEntry? answer)
    {
        if (answer is { IsPermanent: false })
            Expires = Math.Min(Expires, answer.Expires);
    }

    /// <summary>SRV records by priority, then by weight, with a rank that goes on counting over several sets.</summary>
    public List<(DnsRecord Record, int Rank)> Rank(IReadOnlyList<DnsRecord> records)
    {
        var sorted = new List<DnsRecord>(records);
        sorted.Sort(static (left, right) => left.Priority != right.Priority
            ? left.Priority.CompareTo(right.Priority)
            : right.Weight.CompareTo(left.Weight));
        var ranked = new List<(DnsRecord Record, int Rank)>();
        for (var i = 0; i < sorted.Count; i++)
        {
            if (i == 0 || sorted[i].Priority != sorted[i - 1].Priority)
                _ranks++;

            ranked.Add((sorted[i], _ranks));
        }

        return ranked;
    }
}
