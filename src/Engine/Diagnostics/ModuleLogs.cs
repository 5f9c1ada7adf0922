using System.Collections.Frozen;

namespace Signalbox.Engine.Diagnostics;

/// <summary>
/// Log levels and syslog facilities of single modules of one generation, by the module's name; <c>core</c> is the engine,
/// <c>script</c> the routes. The configuration gives levels; a module may lay others over them while the server runs. Safe from all threads.
/// </summary>
public sealed class ModuleLogs
{
    private static readonly FrozenDictionary<string, int> NoLevels = FrozenDictionary<string, int>.Empty;
    private readonly Dictionary<string, int> _configured = new(StringComparer.Ordinal);
    private FrozenDictionary<string, int> _levels = NoLevels;
    private FrozenDictionary<string, SyslogFacility> _facilities = FrozenDictionary<string, SyslogFacility>.Empty;

    /// <summary>Gives a module a level; only while the configuration is read.</summary>
    public void Configure(string module, int level) => _configured[module] = level;

    /// <summary>Lays these levels over those of the configuration, instead of those that were laid over them before.</summary>
    public void Override(IReadOnlyDictionary<string, int> levels) => Volatile.Write(ref _levels, levels.ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>From now on lines of these modules have these facilities, and no others have one of their own.</summary>
    public void Override(IReadOnlyDictionary<string, SyslogFacility> facilities) => Volatile.Write(ref _facilities, facilities.ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>The level of a module; null when it has none of its own.</summary>
    public int? LevelOf(string module)
    {
        if (Volatile.Read(ref _levels).TryGetValue(module, out var level))
            return level;

        return _configured.Count > 0 && _configured.TryGetValue(module, out level) ? level : null;
    }

    /// <summary>The facility of a module; null when it has none of its own.</summary>
    public SyslogFacility? FacilityOf(string module) => Volatile.Read(ref _facilities).TryGetValue(module, out var facility) ? facility : null;
}
