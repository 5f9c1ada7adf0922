using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Sqlops;

/// <summary>The results of one worker by name, and what its last statements changed. Only that worker uses it.</summary>
internal sealed class SqlResults
{
    private readonly Dictionary<string, SqlRows> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _affected = new(StringComparer.Ordinal);

    /// <summary>A result; an unknown one is empty.</summary>
    public SqlRows Find(string name) => _byName.GetValueOrDefault(name, SqlRows.None);

    /// <summary>True when a result of this name may be kept.</summary>
    public bool HasRoom(string name, int most) => _byName.Count < most || _byName.ContainsKey(name);

    /// <summary>Keeps a result under a name.</summary>
    public void Keep(string name, SqlRows rows) => _byName[name] = rows;

    /// <summary>Forgets the rows of a result.</summary>
    public void Free(string name) => _byName.Remove(name);

    /// <summary>Rows that the last statement on a connection changed.</summary>
    public long Affected(string connection) => _affected.GetValueOrDefault(connection);

    /// <summary>Notes what a statement changed.</summary>
    public void Note(string connection, long affected) => _affected[connection] = affected;
}
