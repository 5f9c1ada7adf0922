using System.Globalization;
using System.Text;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Values;
using Signalbox.Modules.Pcap.Api;
using Signalbox.Modules.TraceQuery.Api;

namespace Signalbox.Modules.TraceQuery;

/// <summary>Writes messages into a capture file, each transport as it was.</summary>
internal static class PacketExport
{
    /// <summary>Writes all messages whose addresses are known.</summary>
    /// <returns>How many had to be left out; empty when none.</returns>
    public static string Write(TracedCall call, ExportFormat format, Stream output)
    {
        IPacketFormat file = format == ExportFormat.Pcapng
            ? new PcapngFile($"{ServerInfo.Name} {ServerInfo.Version}", "stored SIP messages; TLS is shown decrypted")
            : new PcapFile();
        var packets = new PacketStream(file);
        var writer = new ByteWriter(64 * 1024);
        packets.Begin(writer);
        var leftOut = 0;
        var seen = new HashSet<(string, string, string)>();
        foreach (var message in call.Messages)
        {
            var isRepeated = !seen.Add((message.From.Text, message.To.Text, Latin1.ToText(message.Bytes)));
            if (!packets.TryWrite(writer, Packet(call, message, isRepeated)))
                leftOut++;

            output.Write(writer.Written);
            writer.Clear();
        }

        output.Write(writer.Written);
        var notes = leftOut == 0 ? call.Notes : [string.Create(CultureInfo.InvariantCulture, $"{leftOut} messages are left out: an address is missing, or they are longer than a datagram"), .. call.Notes];
        return string.Join("; ", notes);
    }

    private static PacketMessage Packet(TracedCall call, TracedMessage message, bool isRepeated) => new()
    {
        Bytes = message.Bytes,
        Source = message.From.EndPoint,
        Destination = message.To.EndPoint,
        Protocol = message.Protocol,
        UtcTicks = message.UtcTicks,
        IsOutgoing = message.IsOutgoing,
        IsFromClient = true,
        Comment = Encoding.ASCII.GetBytes(Comment(call, message, isRepeated)),
    };

    private static string Comment(TracedCall call, TracedMessage message, bool isRepeated)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{TerminalText.Escape(message.Table)} row {message.Id}, leg {call.LegOf(message)}");
        if (message.Direction.Length > 0)
            text.Append(", ").Append(TerminalText.Escape(message.Direction));

        if (isRepeated)
            text.Append(", retransmission");

        if (MessageText.Branch(message.Bytes) is var branch and >= 0)
            text.Append(CultureInfo.InvariantCulture, $", branch {branch}");

        if (message.CorrelationId.Length > 0 && message.CorrelationId != message.CallId)
            text.Append(", correlation id ").Append(TerminalText.Escape(message.CorrelationId));

        return text.Append(message.Protocol is Engine.Transport.TransportProtocol.Tls or Engine.Transport.TransportProtocol.Wss ? "; went over TLS, shown decrypted" : string.Empty).ToString();
    }
}
