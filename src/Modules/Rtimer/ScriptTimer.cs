using System.Globalization;

namespace Signalbox.Modules.Rtimer;

/// <summary>A timer that the configuration declares: <c>name=ta;interval=10;mode=1;</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Interval">Time between two runs.</param>
internal sealed record ScriptTimer(string Name, TimeSpan Interval)
{
    private const long Shortest = 1000;
    private const long Longest = 86_400_000_000;

    /// <summary>Routes that it runs.</summary>
    public List<string> Routes { get; } = [];

    /// <summary>Reads a declaration.</summary>
    /// <param name="text">As written.</param>
    /// <param name="defaultSeconds">Interval of a timer without one.</param>
    /// <param name="error">What was found and what was expected.</param>
    public static ScriptTimer? Parse(string text, int defaultSeconds, out string? error)
    {
        error = $"found \"{text}\", expected name=NAME;interval=SECONDS or interval=MICROSECONDSu;mode=1";
        var name = string.Empty;
        var microseconds = defaultSeconds * 1_000_000L;
        foreach (var (key, value) in Members(text))
        {
            switch (key)
            {
                case "name":
                    name = value;
                    break;
                case "interval" when TryReadInterval(value, out microseconds):
                case "mode" when value is "0" or "1":
                    break;
                default:
                    return null;
            }
        }

        if (name.Length == 0)
            return null;

        error = null;
        return new ScriptTimer(name, TimeSpan.FromMicroseconds(microseconds));
    }

    /// <summary>Reads <c>timer=ta;route=X</c>.</summary>
    public static (string Timer, string Route)? ParseExec(string text)
    {
        var timer = string.Empty;
        var route = string.Empty;
        foreach (var (key, value) in Members(text))
        {
            if (key == "timer")
                timer = value;
            else if (key == "route")
                route = value;
            else
                return null;
        }

        return timer.Length > 0 && route.Length > 0 ? (timer, route) : null;
    }

    private static IEnumerable<(string Key, string Value)> Members(string text)
    {
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            yield return equals <= 0 ? (part, string.Empty) : (part[..equals].Trim(), part[(equals + 1)..].Trim());
        }
    }

    private static bool TryReadInterval(string text, out long microseconds)
    {
        var isFine = text.EndsWith('u');
        var good = long.TryParse(isFine ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out microseconds) && microseconds <= Longest;
        microseconds *= isFine ? 1 : 1_000_000;
        return good && microseconds is >= Shortest and <= Longest;
    }
}
