using Signalbox.Engine.Buffers;
using Signalbox.Modules.Pcap.Api;

namespace Signalbox.Modules.SipDump;

/// <summary>A <c>.pcapng</c> or <c>.pcap</c> file with each transport as it was.</summary>
internal sealed class PacketOutput : DumpOutput
{
    private readonly PacketStream _packets;
    private readonly ByteWriter? _comment;

    /// <summary>Opens the file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="format">Its format.</param>
    /// <param name="hasComments">True when the format keeps comments.</param>
    public PacketOutput(string path, IPacketFormat format, bool hasComments)
        : base(path)
    {
        _packets = new PacketStream(format);
        _comment = hasComments ? new ByteWriter(256) : null;
        _packets.Begin(Pending);
    }

    /// <inheritdoc />
    protected override bool TryFormat(DumpRecord record)
    {
        _comment?.Clear();
        if (_comment is not null)
            DumpComment.Write(_comment, record);

        return _packets.TryWrite(Pending, new PacketMessage
        {
            Bytes = record.Bytes,
            Source = record.Source,
            Destination = record.Destination,
            Protocol = record.Protocol,
            UtcTicks = record.UtcTicks,
            ConnectionId = record.ConnectionId,
            IsOutgoing = record.IsOutgoing,
            IsFromClient = record.IsFromClient,
            Comment = _comment is null ? default : _comment.Written,
        });
    }
}
