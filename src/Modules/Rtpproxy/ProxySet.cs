namespace Signalbox.Modules.Rtpproxy;

/// <summary>The media proxies of a set. A call goes to one by weight and Call-ID, so all its commands go there.</summary>
/// <param name="id">Its number.</param>
/// <param name="nodes">Its proxies.</param>
internal sealed class ProxySet(int id, ProxyNode[] nodes)
{
    /// <summary>Its number.</summary>
    public int Id { get; } = id;

    /// <summary>Its proxies.</summary>
    public IReadOnlyList<ProxyNode> Nodes { get; } = nodes;

    /// <summary>The proxy of a call, of those that are not disabled; null when none is left.</summary>
    public ProxyNode? Choose(ReadOnlySpan<byte> callId)
    {
        var total = 0L;
        foreach (var node in nodes)
            total += node.IsDisabled ? 0 : node.Address.Weight;

        if (total == 0)
            return null;

        var sum = 0u;
        foreach (var c in callId)
            sum += c;

        var place = (sum & 0xff) % total;
        foreach (var node in nodes)
        {
            if (!node.IsDisabled && (place -= node.Address.Weight) < 0)
                return node;
        }

        return null;
    }
}
