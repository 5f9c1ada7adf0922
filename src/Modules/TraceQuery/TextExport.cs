using System.Globalization;
using System.Text;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.TraceQuery;

/// <summary>Writes messages in the form of sipdump's <c>.data</c> files, with row and leg where those have the process.</summary>
internal static class TextExport
{
    /// <summary>Writes all messages; nothing is left to be said.</summary>
    public static string Write(TracedCall call, Stream output, bool toTerminal)
    {
        foreach (var message in call.Messages)
        {
            output.Write(Latin1.ToBytes(Head(call, message)));
            output.Write(toTerminal ? Latin1.ToBytes(Lines(message.Bytes)) : message.Bytes);
            output.Write("||||||||||||||||||||\n"u8);
        }

        return string.Join("; ", call.Notes);
    }

    private static string Head(TracedCall call, TracedMessage message)
    {
        var since = message.UtcTicks - DateTime.UnixEpoch.Ticks;
        var local = new DateTime(message.UtcTicks, DateTimeKind.Utc).ToLocalTime();
        var text = new StringBuilder("====================\n");
        text.Append("tag: ").Append(message.IsOutgoing ? "snd" : "rcv").Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"row: {TerminalText.Escape(message.Table)} {message.Id}\n");
        text.Append(CultureInfo.InvariantCulture, $"leg: {call.LegOf(message)} {TerminalText.Escape(message.CallId)}\n");
        text.Append(CultureInfo.InvariantCulture, $"time: {since / TimeSpan.TicksPerSecond}.{since % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond:d6}\n");
        text.Append(CultureInfo.InvariantCulture, $"date: {local:ddd MMM} {local.Day,2} {local:HH:mm:ss yyyy}\n");
        text.Append("proto: ").Append(message.Protocol.Name()).Append(message.From.EndPoint.IsV6 ? " ipv6\n" : " ipv4\n");
        AppendEnd(text, "src", message.From);
        AppendEnd(text, "dst", message.To);
        return text.Append("~~~~~~~~~~~~~~~~~~~~\n").ToString();
    }

    private static void AppendEnd(StringBuilder text, string name, TracedAddress end)
    {
        var host = end.EndPoint.IsSet ? end.EndPoint.HostText() : TerminalText.Escape(end.Text);
        text.Append(CultureInfo.InvariantCulture, $"{name}ip: {host}\n{name}port: {end.EndPoint.Port}\n");
    }

    // Line ends are the only control characters that a message shows on a terminal.
    private static string Lines(byte[] message) =>
        string.Join('\n', Latin1.ToText(message).Split('\n').Select(static line => TerminalText.Escape(line.EndsWith('\r') ? line[..^1] : line)));
}
