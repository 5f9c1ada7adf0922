using System.Globalization;
using System.Text;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.SipDump;

/// <summary>Writes the text forms: one record of the <c>.data</c> file, the <c>.meta</c> file, dates.</summary>
internal sealed class DumpText
{
    private readonly byte[] _process = Encoding.ASCII.GetBytes($"\npid: {Environment.ProcessId}\nprocess: ");
    private long _second = -1;
    private byte[] _date = [];

    /// <summary>Appends one record.</summary>
    public void Write(ByteWriter writer, DumpRecord record)
    {
        writer.Write("====================\ntag: "u8);
        writer.Write(record.Tag);
        writer.Write(_process);
        writer.Write((long)record.Process);
        WriteTime(writer, record.UtcTicks - DateTime.UnixEpoch.Ticks);
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
        var text = new StringBuilder("v: 1.0\n");
        text.Append("version: ").Append(product).Append("\nstart: ").Append(Date(startLocal)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"nrprocs: {workers.Count}\n");
        foreach (var worker in workers)
            text.Append(CultureInfo.InvariantCulture, $"process: {worker.Index} {Environment.ProcessId} {worker.Description}\n");

        return text.ToString();
    }

    // The date is made once a second: with its time zone it costs more than the rest of the record.
    private void WriteTime(ByteWriter writer, long since)
    {
        var second = since / TimeSpan.TicksPerSecond;
        if (second != _second)
        {
            _second = second;
            _date = Encoding.ASCII.GetBytes($"\ndate: {Date(DateTime.UnixEpoch.AddSeconds(second).ToLocalTime())}");
        }

        writer.Write("\ntime: "u8);
        writer.Write(second);
        var micro = (int)(since % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
        Span<byte> fraction = stackalloc byte[7];
        for (var i = fraction.Length - 1; i > 0; i--)
        {
            fraction[i] = (byte)('0' + (micro % 10));
            micro /= 10;
        }

        fraction[0] = (byte)'.';
        writer.Write(fraction);
        writer.Write(_date);
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
