using System.Globalization;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.TraceQuery;

/// <summary>Makes messages of rows with the columns of <see cref="TraceTable.Columns"/>.</summary>
internal static class MessageRow
{
    private const long MicrosecondsPerSecond = 1_000_000;
    private const int MostDepth = 20;
    private static readonly long LastSecond = (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond - 1;

    /// <summary>Reads a row.</summary>
    public static TracedMessage Read(string table, ScriptValue[] row)
    {
        var isCapture = row[8].IsDefined;
        var protocol = Protocol(Number(row[11]));
        return new TracedMessage
        {
            Table = table,
            Id = Number(row[0]),
            UtcTicks = Ticks(Number(row[1]), Number(row[2])),
            CallId = Text(row[3]),
            Bytes = Message(Text(row[4])),
            Method = Text(row[5]),
            Status = Text(row[6]),
            From = isCapture ? TracedAddress.Of(Text(row[7]), Number(row[8]), protocol) : TracedAddress.Parse(Text(row[7])),
            To = isCapture ? TracedAddress.Of(Text(row[9]), Number(row[10]), protocol) : TracedAddress.Parse(Text(row[9])),
            Direction = Text(row[12]),
            CorrelationId = Text(row[13]),
            CallIdALeg = Text(row[14]),
        };
    }

    /// <summary>Reads time, microseconds, depth, kind, name, value, route and place.</summary>
    public static TracedStep ReadStep(ScriptValue[] row) =>
        new(Ticks(Number(row[0]), Number(row[1])), (int)Math.Clamp(Number(row[2]), 1, MostDepth), Text(row[3]), Text(row[4]), Text(row[5]), Text(row[6]), Text(row[7]));

    // sip_capture keeps all microseconds since 1970 in micro_ts, sip_trace the fraction in time_us.
    private static long Ticks(long seconds, long microseconds)
    {
        if (microseconds >= MicrosecondsPerSecond)
            (seconds, microseconds) = (microseconds / MicrosecondsPerSecond, microseconds % MicrosecondsPerSecond);

        seconds = Math.Clamp(seconds, 0, LastSecond);
        return DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond) + (Math.Max(0, microseconds) * TimeSpan.TicksPerMicrosecond);
    }

    // The peer's driver stores messages in text columns of PostgreSQL as hexadecimal digits.
    private static byte[] Message(string text)
    {
        if (!text.StartsWith("\\x", StringComparison.Ordinal))
            return Latin1.ToBytes(text);

        try
        {
            return Convert.FromHexString(text.AsSpan(2));
        }
        catch (FormatException)
        {
            return Latin1.ToBytes(text);
        }
    }

    // Numbers of the core, as sipcapture stores them, and those of IP, which other capture agents store.
    private static TransportProtocol Protocol(long number) => number switch
    {
        >= 1 and <= 5 => (TransportProtocol)number,
        6 => TransportProtocol.Tcp,
        17 => TransportProtocol.Udp,
        22 => TransportProtocol.Tls,
        132 => TransportProtocol.Sctp,
        _ => TransportProtocol.None,
    };

    private static string Text(in ScriptValue value) => value.IsDefined ? value.ToText() : string.Empty;

    private static long Number(in ScriptValue value)
    {
        if (!value.IsDefined)
            return 0;

        if (value.IsInteger)
            return value.Number;

        return long.TryParse(value.ToText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
