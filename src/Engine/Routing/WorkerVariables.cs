using System.Collections.Concurrent;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Routing;

/// <summary>
/// Script variables of one worker (<c>$var(name)</c>): they outlive the message. A name has one number for the life of
/// the process, the same in every worker, so that a compiled script reaches its variables without a look-up.
/// </summary>
public sealed class WorkerVariables
{
    /// <summary>How many names there may be; a script that makes names up cannot fill the memory.</summary>
    public const int MaxNames = 65536;

    private static readonly ConcurrentDictionary<string, WorkerVariable> Names = new(StringComparer.Ordinal);

    private ScriptValue[] _values = new ScriptValue[64];

    /// <summary>The variable of that name; null when there are too many names.</summary>
    public static WorkerVariable? Find(string name)
    {
        if (Names.TryGetValue(name, out var found))
            return found;

        lock (Names)
            return Names.Count >= MaxNames ? null : Names.GetOrAdd(name, new WorkerVariable(name, Names.Count));
    }

    /// <summary>Its value; undefined until it is set.</summary>
    public ScriptValue Get(WorkerVariable variable) =>
        (uint)variable.Number < (uint)_values.Length ? _values[variable.Number] : ScriptValue.Undefined;

    /// <summary>Adds the variables that have a value.</summary>
    public void CopyTo(List<(string Name, ScriptValue Value)> values)
    {
        foreach (var (name, variable) in Names)
        {
            if (Get(variable) is { IsDefined: true } value)
                values.Add((name, value));
        }
    }

    /// <summary>Keeps a value; text is copied.</summary>
    public void Set(WorkerVariable variable, in ScriptValue value)
    {
        if (variable.Number >= _values.Length)
            Array.Resize(ref _values, Math.Max(variable.Number + 1, _values.Length * 2));

        ref var kept = ref _values[variable.Number];
        kept = value.CopyUnless(kept);
    }
}
