using System.Globalization;

namespace Signalbox.Modules.Core.Api;

/// <summary>Times as C's ctime writes them.</summary>
internal static class CalendarText
{
    /// <summary><c>Sun Nov  2 01:04:24 2026</c>, in the server's zone.</summary>
    public static string Of(DateTimeOffset time)
    {
        var local = time.ToLocalTime();
        var day = local.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2);
        return string.Create(CultureInfo.InvariantCulture, $"{local:ddd MMM} {day} {local:HH:mm:ss yyyy}");
    }
}
