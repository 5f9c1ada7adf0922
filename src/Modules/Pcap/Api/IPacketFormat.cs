using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Pcap.Api;

/// <summary>A format of capture files.</summary>
internal interface IPacketFormat
{
    /// <summary>Writes what a file begins with.</summary>
    void WriteFileHeader(ByteWriter writer);

    /// <summary>Writes one frame with what the format keeps of it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="utcTicks">When: UTC ticks of 100 ns.</param>
    /// <param name="isOutgoing">True when this server sent it.</param>
    /// <param name="comment">What is to be said about it, ASCII.</param>
    /// <param name="frame">The frame from its Ethernet header on.</param>
    void WriteFrame(ByteWriter writer, long utcTicks, bool isOutgoing, ReadOnlySpan<byte> comment, ReadOnlySpan<byte> frame);
}
