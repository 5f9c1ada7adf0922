namespace Signalbox.Engine.Transport;

/// <summary>Where a message goes and from which socket.</summary>
public readonly record struct Destination
{
    /// <summary>Transport.</summary>
    public required TransportProtocol Protocol { get; init; }

    /// <summary>Address and port.</summary>
    public required HostEndPoint Remote { get; init; }

    /// <summary>Local socket; null lets the transport table choose.</summary>
    public ListenSocket? Socket { get; init; }

    /// <summary>An existing connection to prefer; 0 = none.</summary>
    public long ConnectionId { get; init; }

    /// <summary>True when no new connection may be opened.</summary>
    public bool NoConnect { get; init; }

    /// <summary>True when the connection is closed after this message.</summary>
    public bool ClosesConnection { get; init; }

    /// <summary>Its other addresses, for <see cref="IDestinationResolver.TryNext"/>; null for a literal address.</summary>
    internal TargetList? Targets { get; init; }

    /// <summary>The order of those addresses that was drawn for this message.</summary>
    internal ulong TargetOrder { get; init; }

    /// <summary>Place of this address in that order.</summary>
    internal int TargetIndex { get; init; }
}
