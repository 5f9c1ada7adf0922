namespace Signalbox.Modules.Pcap.Api;

/// <summary>Numbers and flags of one TCP segment.</summary>
/// <param name="Sequence">Number of its first byte.</param>
/// <param name="Acknowledged">Number of the byte that is expected next from the other side.</param>
/// <param name="Flags">See the constants.</param>
internal readonly record struct TcpSegment(uint Sequence, uint Acknowledged, byte Flags)
{
    /// <summary>Opens a connection.</summary>
    public const byte Syn = 0x02;

    /// <summary>The peer should hand the data over now.</summary>
    public const byte Push = 0x08;

    /// <summary><see cref="Acknowledged"/> counts.</summary>
    public const byte Ack = 0x10;
}
