using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Pcap.Api;

/// <summary>One SIP message on its way into a capture file; valid only during the call that writes it.</summary>
internal ref struct PacketMessage
{
    /// <summary>The message.</summary>
    public ReadOnlySpan<byte> Bytes;

    /// <summary>Sender.</summary>
    public HostEndPoint Source;

    /// <summary>Receiver.</summary>
    public HostEndPoint Destination;

    /// <summary>Transport.</summary>
    public TransportProtocol Protocol;

    /// <summary>When: UTC ticks of 100 ns.</summary>
    public long UtcTicks;

    /// <summary>Number of the connection; 0 when not known.</summary>
    public long ConnectionId;

    /// <summary>True when this server sent it.</summary>
    public bool IsOutgoing;

    /// <summary>True when the sender opened the connection. Looked at when a connection is seen for the first time.</summary>
    public bool IsFromClient;

    /// <summary>What is to be said about the packet, ASCII; empty = nothing.</summary>
    public ReadOnlySpan<byte> Comment;

    /// <summary>True when both addresses are known and of one family.</summary>
    public readonly bool HasAddresses => Source.IsSet && Destination.IsSet && Source.IsV6 == Destination.IsV6;
}
