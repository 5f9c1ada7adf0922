using Signalbox.Engine.Routing;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>Expands strftime marks in table names, in UTC, and tells the database of names with dates.</summary>
internal sealed class TableName
{
    private const int MaxKept = 64;
    private static readonly object Key = new();
    private readonly Dictionary<(DatedPatterns Patterns, string Pattern), (long Minute, string Name)> _known = [];

    /// <summary>The name of a table at the time of a message.</summary>
    public static string Expand(WorkerState worker, DatedPatterns patterns, string pattern, long utcTicks)
    {
        if (!pattern.Contains('%', StringComparison.Ordinal))
            return pattern;

        if (!worker.Locals.TryGetValue(Key, out var found))
            worker.Locals.Add(Key, found = new TableName());

        return ((TableName)found).Find(patterns, pattern, utcTicks);
    }

    private string Find(DatedPatterns patterns, string pattern, long utcTicks)
    {
        var minute = utcTicks / TimeSpan.TicksPerMinute;
        if (_known.TryGetValue((patterns, pattern), out var known) && known.Minute == minute && !pattern.Contains("%S", StringComparison.Ordinal))
            return known.Name;

        if (_known.Count >= MaxKept)
            _known.Clear();

        patterns.Add(pattern);
        var name = DatedPattern.Format(pattern, utcTicks);
        _known[(patterns, pattern)] = (minute, name);
        return name;
    }
}
