using System.Collections.Frozen;

namespace Signalbox.Modules.Storage.Api;

/// <summary>
/// The patterns of a database's tables with a date in their names. A store that makes a table whose name is of one of
/// them notes that it did, and may drop it when its time is long past. Any thread may add one.
/// </summary>
internal sealed class DatedPatterns
{
    // A script may make patterns of variables; tables of those beyond are not dropped.
    private const int MaxPatterns = 256;
    private const int MaxLength = 190;
    private readonly Lock _gate = new();
    private FrozenDictionary<string, DatedPattern?> _known = FrozenDictionary<string, DatedPattern?>.Empty;

    /// <summary>Knows one more; those whose names do not stand for one time each are ignored.</summary>
    public void Add(string pattern)
    {
        if (pattern.Length > MaxLength || Volatile.Read(ref _known).ContainsKey(pattern))
            return;

        lock (_gate)
        {
            if (_known.Count < MaxPatterns && !_known.ContainsKey(pattern))
                Volatile.Write(ref _known, _known.Append(KeyValuePair.Create(pattern, DatedPattern.Parse(pattern))).ToFrozenDictionary(StringComparer.Ordinal));
        }
    }

    /// <summary>The pattern that a table's name is of; null for any other table.</summary>
    public DatedPattern? Find(string table)
    {
        foreach (var pattern in Volatile.Read(ref _known).Values)
        {
            if (pattern is not null && table.Length <= MaxLength && pattern.TryRead(table, out _, out _))
                return pattern;
        }

        return null;
    }
}
