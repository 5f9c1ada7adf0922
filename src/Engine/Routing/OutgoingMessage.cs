using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Routing;

/// <summary>What onsend_route sees of the message about to leave; one object per worker, reused.</summary>
public sealed class OutgoingMessage
{
    /// <summary>Bytes to send.</summary>
    public ReusableText Bytes { get; } = new();

    /// <summary>Where to.</summary>
    public Destination Destination { get; set; }
}
