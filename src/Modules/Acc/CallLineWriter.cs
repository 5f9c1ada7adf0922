using System.Globalization;
using System.Text;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Acc;

/// <summary>Writes call records as log lines: <c>start_time=1795351258.805; end_time=1795351261.411; duration=2.606; name=value</c>.</summary>
internal sealed class CallLineWriter(IScriptLog log, int level, LogLabel label, CallRecordSettings settings)
{
    /// <summary>Writes one line.</summary>
    public void Write(CallRecord record, string?[] values)
    {
        if (!log.IsEnabled(level))
            return;

        var line = new StringBuilder();
        Add(line, settings.Names[0], Time(record.Began));
        Add(line, settings.Names[1], Time(record.Ended));
        Add(line, settings.Names[2], record.HasFailed ? "0" : Seconds(record.Milliseconds));
        for (var i = 0; i < values.Length; i++)
            Add(line, settings.Fields[i].Name, values[i] ?? string.Empty);

        // A record is one line, whatever a folded header brought into it.
        line.Replace('\r', ' ').Replace('\n', ' ');
        log.Write(level, label, "acc: "u8, Latin1.ToBytes(line.ToString()));
    }

    private static void Add(StringBuilder line, string name, string value) =>
        line.Append(line.Length == 0 ? string.Empty : "; ").Append(name).Append('=').Append(value);

    private static string Time(long ticks) => Seconds((ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond);

    private static string Seconds(long milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000}.{milliseconds % 1000:000}");
}
