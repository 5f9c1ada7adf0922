using System.Globalization;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Messages;

/// <summary>The Warning header of own replies (<c>sip_warning</c>), in the words that tools read from the peer's.</summary>
public static class WarningLine
{
    private static readonly byte[] Process = System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes the line with its end; nothing when the configuration does not want it.</summary>
    public static void Write(RoutingContext request, ByteWriter output)
    {
        if (!request.Snapshot.Settings.SipWarning)
            return;

        output.Write("Warning: 392 "u8);
        request.Received.Local.WriteTo(output);
        output.Write(" \"Noisy feedback tells:  pid="u8);
        output.Write(Process);
        output.Write(" req_src_ip="u8);
        request.Received.Remote.WriteHost(output, brackets: false);
        output.Write(" req_src_port="u8);
        output.Write((long)request.Received.Remote.Port);
        output.Write(" in_uri="u8);
        WriteQuoted(request.Message.Span(request.Message.RequestUri), output);
        output.Write(" out_uri="u8);
        WriteQuoted(request.RequestUri, output);
        output.Write(" via_cnt=="u8);
        output.Write((long)CountVias(request.Message));
        output.Write("\"\r\n"u8);
    }

    private static int CountVias(SipMessage message)
    {
        var count = 0;
        for (var found = message.TryGetVia(out var via); found; found = message.TryGetNextVia(via, out via))
            count++;

        return count;
    }

    // Nothing of the request may end the quoted string.
    private static void WriteQuoted(ReadOnlySpan<byte> text, ByteWriter output)
    {
        foreach (var one in text)
            output.Write(one is (byte)'"' or (byte)'\\' or < 0x20 ? (byte)'?' : one);
    }
}
