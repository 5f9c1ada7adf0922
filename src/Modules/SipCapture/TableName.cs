using System.Globalization;
using System.Text;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.SipCapture;

/// <summary>Expands strftime marks in table names, in UTC.</summary>
internal sealed class TableName
{
    private const int MaxKept = 64;
    private static readonly object Key = new();
    private readonly Dictionary<string, (long Minute, string Name)> _known = new(StringComparer.Ordinal);

    /// <summary>The name of a table at the time of a message.</summary>
    public static string Expand(WorkerState worker, string pattern, long utcTicks)
    {
        if (!pattern.Contains('%', StringComparison.Ordinal))
            return pattern;

        if (pattern.Contains("%S", StringComparison.Ordinal))
            return Format(pattern, utcTicks);

        if (!worker.Locals.TryGetValue(Key, out var found))
            worker.Locals.Add(Key, found = new TableName());

        return ((TableName)found).Find(pattern, utcTicks);
    }

    /// <summary>Expands the marks <c>%Y %y %m %d %H %M %S %j %F %%</c>; others stay as they are.</summary>
    internal static string Format(string pattern, long utcTicks)
    {
        var time = new DateTime(utcTicks, DateTimeKind.Utc);
        var name = new StringBuilder(pattern.Length + 16);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '%' || i + 1 == pattern.Length)
            {
                name.Append(pattern[i]);
                continue;
            }

            name.Append(Mark(pattern[++i], time));
        }

        return name.ToString();
    }

    private string Find(string pattern, long utcTicks)
    {
        var minute = utcTicks / TimeSpan.TicksPerMinute;
        if (_known.TryGetValue(pattern, out var known) && known.Minute == minute)
            return known.Name;

        if (_known.Count >= MaxKept)
            _known.Clear();

        var name = Format(pattern, utcTicks);
        _known[pattern] = (minute, name);
        return name;
    }

    private static string Mark(char mark, DateTime time) => mark switch
    {
        'Y' => time.ToString("yyyy", CultureInfo.InvariantCulture),
        'y' => time.ToString("yy", CultureInfo.InvariantCulture),
        'm' => time.ToString("MM", CultureInfo.InvariantCulture),
        'd' => time.ToString("dd", CultureInfo.InvariantCulture),
        'H' => time.ToString("HH", CultureInfo.InvariantCulture),
        'M' => time.ToString("mm", CultureInfo.InvariantCulture),
        'S' => time.ToString("ss", CultureInfo.InvariantCulture),
        'F' => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        'j' => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        '%' => "%",
        _ => $"%{mark}",
    };
}
