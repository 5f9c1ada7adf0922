namespace Signalbox.Host.Tracing;

/// <summary>One traced message.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Method">Request method, or that of the reply's CSeq.</param>
/// <param name="Status">Reply code; empty for a request.</param>
/// <param name="From">Sender, <c>udp:192.0.2.1:5060</c>.</param>
/// <param name="To">Receiver.</param>
/// <param name="Message">The message itself.</param>
internal sealed record TraceRow(DateTime Time, string Method, string Status, string From, string To, string Message)
{
    /// <summary>The method, or code and reason of a reply.</summary>
    public string Label
    {
        get
        {
            if (Status.Length == 0)
                return Method;

            var line = Message.AsSpan(0, Math.Max(0, Message.AsSpan().IndexOfAny('\r', '\n')));
            var reason = line.Length > 12 && line.StartsWith("SIP/2.0 ") ? line[12..].ToString() : string.Empty;
            return $"{Status} {reason}".TrimEnd();
        }
    }
}
