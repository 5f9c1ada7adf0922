using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>Writes the column <c>node</c>.</summary>
internal static class NodeColumn
{
    /// <summary>The configured name, and for a capture packet with a time the capture agent's id: <c>homer01:2001</c>.</summary>
    public static void Write(StoredRow row, int column, ReadOnlySpan<byte> node, in CaptureOrigin origin)
    {
        var writer = row.OpenText(column);
        writer.Write(node);
        if (origin.Packet is { Header.HasTime: true } packet)
        {
            writer.Write((byte)':');
            writer.Write((long)packet.Header.CaptureId);
        }

        row.CloseText(column);
    }
}
