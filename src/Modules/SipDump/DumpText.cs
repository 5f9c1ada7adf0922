using System.Globalization;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.SipDump;

/// <summary>Writes the text forms: one record of the <c>.data</c> file, the <c>.meta</c> file, dates.</summary>
internal static class DumpText
{
    /// <summary>Appends one record.</summary>
    public static void Write(ByteWriter writer, DumpRecord record)
    {
        writer.Write("====================\ntag: "u8);
        writer.Write(record.Tag);
        writer.Write("\npid: "u8);
        writer.Write((long)Environment.ProcessId);
        writer.Write("\nprocess: "u8);
        writer.Write((long)record.Process);
        writer.Write("\ntime: "u8);
        WriteTime(writer, record.UtcTicks);
        writer.Write("\ndate: "u8);
        writer.Write(Date(new DateTime(record.UtcTicks, DateTimeKind.Utc).ToLocalTime()));
        writer.Write("\nproto: "u8);
        writer.Write(record.Protocol.Name());
        writer.Write(record.IsV6 ? " ipv6"u8 : " ipv4"u8);
        WriteAddress(writer, "\nsrcip: "u8, "\nsrcport: "u8, record.Source, record.IsV6);
        WriteAddress(writer, "\ndstip: "u8, "\ndstport: "u8, record.Destination, record.IsV6);
        writer.Write("\n~~~~~~~~~~~~~~~~~~~~\n"u8);
        writer.Write(record.Bytes);
        writer.Write("||||||||||||||||||||\n"u8);
    }

    /// <summary>A date as C's asctime writes it, without the line end.</summary>
    public static string Date(DateTime local) =>
        string.Create(CultureInfo.InvariantCulture, $"{local:ddd MMM} {local.Day,2} {local:HH:mm:ss yyyy}");

    /// <summary>The <c>.meta</c> file.</summary>
    public static string Meta(string product, DateTime startLocal, IReadOnlyList<WorkerState> workers)
    {
        var text = new System.Text.StringBuilder("v: 1.0\n");
        text.Append("version: ").Append(product).Append("\nstart: ").Append(Date(startLocal)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"nrprocs: {workers.Count}\n");
        foreach (var worker in workers)
            text.Append(CultureInfo.InvariantCulture, $"process: {worker.Index} {Environment.ProcessId} {worker.Description}\n");

        return text.ToString();
    }

    private static void WriteTime(ByteWriter writer, long utcTicks)
    {
        var since = utcTicks - DateTime.UnixEpoch.Ticks;
        var micro = since % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond;
        writer.Write(since / TimeSpan.TicksPerSecond);
        writer.Write((byte)'.');
        for (var unit = 100_000; unit > 0; unit /= 10)
            writer.Write((byte)('0' + (micro / unit % 10)));
    }

    private static void WriteAddress(ByteWriter writer, ReadOnlySpan<byte> hostLabel, ReadOnlySpan<byte> portLabel, in HostEndPoint endPoint, bool isV6)
    {
        writer.Write(hostLabel);
        if (endPoint.IsSet)
            endPoint.WriteHost(writer, brackets: false);
        else
            writer.Write(isV6 ? "::2"u8 : "0.0.0.0"u8);

        writer.Write(portLabel);
        writer.Write((long)endPoint.Port);
    }
}
