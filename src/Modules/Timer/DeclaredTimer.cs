using System.Globalization;

namespace Signalbox.Modules.Timer;

/// <summary>A timer of the dialect of SER: <c>name=ROUTE,interval,flags</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Route">Route that it runs.</param>
/// <param name="Interval">Time between two runs.</param>
internal sealed record DeclaredTimer(string Name, string Route, TimeSpan Interval)
{
    private const int Longest = 86_400_000;
    private volatile bool _isEnabled;

    /// <summary>Whether it runs its route.</summary>
    public bool IsEnabled
    {
        get => _isEnabled;
        set => _isEnabled = value;
    }

    /// <summary>Reads a declaration.</summary>
    public static DeclaredTimer? Parse(string text, out string? error)
    {
        error = $"found \"{text}\", expected name=ROUTE,MILLISECONDS[,enable|fast|slow …]";
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var parts = equals <= 0 ? [] : text[(equals + 1)..].Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || parts[0].Length == 0
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds is < 1 or > Longest)
            return null;

        var timer = new DeclaredTimer(text[..equals].Trim(), parts[0], TimeSpan.FromMilliseconds(milliseconds));
        foreach (var flag in parts.AsSpan(2))
        {
            if (flag is not ("enable" or "fast" or "slow" or ""))
                return null;

            timer.IsEnabled |= flag == "enable";
        }

        error = null;
        return timer;
    }
}
