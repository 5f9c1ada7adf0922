using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Ipops;

/// <summary>Results of the queries of one kind in one worker, by container id.</summary>
internal sealed class LookupResults
{
    private const int MaxIds = 256;
    private readonly Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, ScriptValue>>> _byId = new(StringComparer.Ordinal);

    /// <summary>Those of a worker.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="kind">An object that stands for the kind of query.</param>
    public static LookupResults Of(WorkerState worker, object kind)
    {
        if (!worker.Locals.TryGetValue(kind, out var found))
            worker.Locals.Add(kind, found = new LookupResults());

        return (LookupResults)found;
    }

    /// <summary>Keeps the records of a query; null forgets. Ids beyond the limit push all others out.</summary>
    public void Set(string id, IReadOnlyList<IReadOnlyDictionary<string, ScriptValue>>? records)
    {
        if (_byId.Count >= MaxIds && !_byId.ContainsKey(id))
            _byId.Clear();

        if (records is null)
            _byId.Remove(id);
        else
            _byId[id] = records;
    }

    /// <summary>Number of records; null when nothing was asked under that id.</summary>
    public int? Count(string id) => _byId.TryGetValue(id, out var records) ? records.Count : null;

    /// <summary>A field of a record; undefined when there is none.</summary>
    public ScriptValue Get(LookupField field)
    {
        if (!_byId.TryGetValue(field.Id, out var records))
            return ScriptValue.Undefined;

        var index = field.Index < 0 ? records.Count + field.Index : field.Index;
        return index >= 0 && index < records.Count ? records[index].GetValueOrDefault(field.Field) : ScriptValue.Undefined;
    }
}
