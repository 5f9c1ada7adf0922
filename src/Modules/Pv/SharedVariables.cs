using System.Collections.Concurrent;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <summary>What <c>$shv</c> holds: one value per name for all workers; survives reloads.</summary>
internal sealed class SharedVariables
{
    private readonly ConcurrentDictionary<string, ScriptValue> _values = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _declared = new();

    /// <summary>Names and values: those that scripts made in no order, then those of the configuration, the last one first.</summary>
    public IEnumerable<KeyValuePair<string, ScriptValue>> All
    {
        get
        {
            var declared = _declared.ToArray();
            Array.Reverse(declared);
            return _values.Where(one => !declared.Contains(one.Key)).Concat(declared.Select(name => KeyValuePair.Create(name, _values[name])));
        }
    }

    /// <summary>A value; false when the variable was never used.</summary>
    public bool TryGet(string name, out ScriptValue value) => _values.TryGetValue(name, out value);

    /// <summary>Sets a value; undefined turns text into empty text and anything else into 0.</summary>
    public void Set(string name, in ScriptValue value)
    {
        if (value.IsDefined)
            _values[name] = value.Detach();
        else
            _values[name] = _values.TryGetValue(name, out var old) && old.IsText ? ScriptValue.Empty : ScriptValue.Of(0);
    }

    /// <summary>Adds 1 and gives the sum; text counts as the number that it spells.</summary>
    public long Increment(string name) =>
        _values.AddOrUpdate(name, static _ => ScriptValue.Of(1), static (_, old) => ScriptValue.Of(unchecked(old.ToInteger() + 1))).Number;

    /// <summary>Sets a value unless the variable is there.</summary>
    public void SetInitial(string name, in ScriptValue value)
    {
        if (_values.TryAdd(name, value))
            _declared.Enqueue(name);
    }
}
