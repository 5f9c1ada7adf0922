using System.Globalization;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Acc;

/// <summary>The further time of a record (time_mode).</summary>
/// <param name="Mode">0 none, 1 microseconds, 2 seconds with milliseconds, 3 by a format in the server's zone, 4 in UTC.</param>
/// <param name="Name">Its name in the line, and column of the table.</param>
/// <param name="Format">Format of modes 3 and 4.</param>
internal sealed record TimeField(int Mode, string Name, string Format)
{
    /// <summary>True when records carry it.</summary>
    public bool IsWritten => Mode > 0;

    /// <summary>True when the value is a number: the microseconds behind the full second.</summary>
    public bool IsNumber => Mode == 1;

    /// <summary>The value for a time.</summary>
    public string Text(DateTimeOffset time) => Mode switch
    {
        1 => Microseconds(time).ToString(CultureInfo.InvariantCulture),
        2 => string.Create(CultureInfo.InvariantCulture, $"{time.ToUnixTimeSeconds()}.{time.Millisecond:000}"),
        3 => TimeFormat.Write(time.ToLocalTime(), Format),
        _ => TimeFormat.Write(time.ToUniversalTime(), Format),
    };

    /// <summary>Microseconds behind the full second.</summary>
    public static long Microseconds(DateTimeOffset time) => time.UtcTicks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond;
}
