namespace Signalbox.Modules.Pike;

/// <summary>One byte of an address under watch; the path from the root to it is the beginning of an address, or a whole one.</summary>
/// <param name="value">The byte.</param>
internal sealed class PikeNode(byte value)
{
    /// <summary>The byte.</summary>
    public byte Value { get; } = value;

    /// <summary>First of the nodes below.</summary>
    public PikeNode? Child { get; set; }

    /// <summary>Next node below the same one.</summary>
    public PikeNode? Next { get; set; }

    /// <summary>Requests in this sampling time.</summary>
    public int Hits { get; set; }

    /// <summary>Requests in the sampling time before.</summary>
    public int HitsBefore { get; set; }

    /// <summary>Seconds that it stays without a request.</summary>
    public int SecondsLeft { get; set; }

    /// <summary>True when it stands for a whole address.</summary>
    public bool IsAddress { get; set; }

    /// <summary>True from the request that was too much until a sampling time that was not.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>The node below for a byte, or null.</summary>
    public PikeNode? Find(byte wanted)
    {
        var node = Child;
        while (node is not null && node.Value != wanted)
            node = node.Next;

        return node;
    }
}
