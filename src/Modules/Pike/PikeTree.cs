using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Pike;

/// <summary>
/// Counts requests by address. A tree with a level for each byte: an address gets a node of its own only after its
/// range was busy, level by level, so that many addresses with one request each take little memory. State: it outlives
/// generations.
/// </summary>
internal sealed class PikeTree
{
    /// <summary>Most nodes; further addresses are counted by their range only, and pass.</summary>
    public const int MaxNodes = 1 << 20;

    private const int Ranges = 256;
    private readonly PikeNode?[] _roots = new PikeNode?[Ranges * 2];
    private readonly Lock[] _gates = new Lock[Ranges * 2];
    private int _nodes;

    public PikeTree()
    {
        for (var i = 0; i < _gates.Length; i++)
            _gates[i] = new Lock();
    }

    /// <summary>The limits that count now.</summary>
    public PikeLimits Limits { get; set; } = new(30, 120);

    /// <summary>Counts a request.</summary>
    public PikeVerdict Count(in HostEndPoint address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes = bytes[..address.WriteAddress(bytes)];
        var root = bytes[0] + (address.IsV6 ? Ranges : 0);
        lock (_gates[root])
        {
            var first = _roots[root];
            if (first is null)
                return Grow(null, root, bytes[0], isAddress: false);

            return Count(first, bytes, root);
        }
    }

    /// <summary>Ends a sampling time.</summary>
    /// <returns>Addresses that are no longer blocked.</returns>
    public int EndSample()
    {
        var unblocked = 0;
        for (var i = 0; i < _roots.Length; i++)
        {
            lock (_gates[i])
            {
                if (_roots[i] is { } root)
                    unblocked += EndSample(root);
            }
        }

        return unblocked;
    }

    /// <summary>Lets a second pass: what was quiet for long enough is forgotten, from the addresses up.</summary>
    public void PassSecond()
    {
        for (var i = 0; i < _roots.Length; i++)
        {
            lock (_gates[i])
                _roots[i] = Age(_roots[i]);
        }
    }

    /// <summary>Shows all addresses that have nodes of their own.</summary>
    public List<(HostEndPoint Address, PikeNode Node)> All()
    {
        var all = new List<(HostEndPoint, PikeNode)>();
        var path = new byte[16];
        for (var i = 0; i < _roots.Length; i++)
        {
            lock (_gates[i])
            {
                if (_roots[i] is { } root)
                    Collect(root, path, 0, all);
            }
        }

        return all;
    }

    private PikeVerdict Count(PikeNode node, ReadOnlySpan<byte> bytes, int root)
    {
        var limits = Limits;
        for (var level = 1; level < bytes.Length; level++)
        {
            if (node.Find(bytes[level]) is { } child)
            {
                node = child;
                continue;
            }

            node.Hits++;
            node.SecondsLeft = limits.KeepSeconds;
            return node.Hits < limits.RangeDensity ? PikeVerdict.Pass : Grow(node, root, bytes[level], level == bytes.Length - 1);
        }

        node.Hits++;
        node.SecondsLeft = limits.KeepSeconds;
        if (node.Hits < limits.Density && node.HitsBefore < limits.Density)
            return PikeVerdict.Pass;

        var verdict = node.IsBlocked ? PikeVerdict.Blocked : PikeVerdict.JustBlocked;
        node.IsBlocked = true;
        return verdict;
    }

    // A range that is busy enough for one level down is so for the next one, too.
    private PikeVerdict Grow(PikeNode? parent, int root, byte value, bool isAddress)
    {
        if (Volatile.Read(ref _nodes) >= MaxNodes)
            return PikeVerdict.Pass;

        Interlocked.Increment(ref _nodes);
        var node = new PikeNode(value) { IsAddress = isAddress, Hits = isAddress ? 0 : Math.Max(1, parent?.Hits ?? 1), SecondsLeft = Limits.KeepSeconds };
        if (parent is null)
        {
            _roots[root] = node;
        }
        else
        {
            node.Next = parent.Child;
            parent.Child = node;
        }

        return PikeVerdict.Pass;
    }

    private int EndSample(PikeNode node)
    {
        var unblocked = 0;
        node.HitsBefore = node.Hits;
        node.Hits = 0;
        if (node.IsBlocked && node.HitsBefore < Limits.Density)
        {
            node.IsBlocked = false;
            unblocked++;
        }

        for (var child = node.Child; child is not null; child = child.Next)
            unblocked += EndSample(child);

        return unblocked;
    }

    /// <summary>Returns what is left of a list of nodes.</summary>
    private PikeNode? Age(PikeNode? first)
    {
        PikeNode? kept = null;
        while (first is not null)
        {
            var node = first;
            first = node.Next;
            node.Child = Age(node.Child);
            if (node.Child is null && --node.SecondsLeft < 0)
            {
                Interlocked.Decrement(ref _nodes);
                continue;
            }

            node.Next = kept;
            kept = node;
        }

        return kept;
    }

    private static void Collect(PikeNode node, byte[] path, int level, List<(HostEndPoint Address, PikeNode Node)> all)
    {
        path[level] = node.Value;
        if (node.IsAddress)
            all.Add((new HostEndPoint(path.AsSpan(0, level + 1), 0), node));

        for (var child = node.Child; child is not null; child = child.Next)
            Collect(child, path, level + 1, all);
    }
}
