using System.Collections.Concurrent;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Modules.Debugger;

/// <summary>What was set while the server runs; survives reloads, as the operator who set it expects.</summary>
internal sealed class DebugState
{
    private const int MostModules = 1024;

    /// <summary>Levels by module.</summary>
    public ConcurrentDictionary<string, int> Levels { get; } = new(StringComparer.Ordinal);

    /// <summary>Facilities by module.</summary>
    public ConcurrentDictionary<string, SyslogFacility> Facilities { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether actions are logged; null = as the configuration says.</summary>
    public bool? IsTracing { get; set; }

    /// <summary>Sets a value by module; false when there are too many modules.</summary>
    public static bool TrySet<T>(ConcurrentDictionary<string, T> values, string module, T value)
    {
        if (values.Count >= MostModules && !values.ContainsKey(module))
            return false;

        values[module] = value;
        return true;
    }
}
