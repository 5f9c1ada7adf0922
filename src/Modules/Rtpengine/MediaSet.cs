namespace Signalbox.Modules.Rtpengine;

/// <summary>The servers of a set. Calls are shared by weight and Call-ID.</summary>
/// <param name="id">Its number.</param>
/// <param name="nodes">Its servers.</param>
internal sealed class MediaSet(int id, MediaNode[] nodes)
{
    /// <summary>Its number.</summary>
    public int Id { get; } = id;

    /// <summary>Its servers.</summary>
    public IReadOnlyList<MediaNode> Nodes { get; } = nodes;

    /// <summary>The server for a call, of those that are not excluded; null when none is left.</summary>
    public MediaNode? Choose(ReadOnlySpan<byte> callId, List<MediaNode> excluded)
    {
        var total = 0L;
        foreach (var node in nodes)
            total += IsUsable(node, excluded) ? node.Address.Weight : 0;

        if (total == 0)
            return null;

        var place = HashOf(callId) % total;
        foreach (var node in nodes)
        {
            if (!IsUsable(node, excluded))
                continue;

            place -= node.Address.Weight;
            if (place < 0)
                return node;
        }

        return null;
    }

    private static bool IsUsable(MediaNode node, List<MediaNode> excluded) => !node.IsDisabled && !excluded.Contains(node);

    private static uint HashOf(ReadOnlySpan<byte> text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
            hash = (hash ^ c) * 16777619u;

        return hash ^ (hash >> 15);
    }
}
