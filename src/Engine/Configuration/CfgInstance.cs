using System.Collections.Concurrent;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Configuration;

/// <summary>One numbered set of values of a group. It knows what the cfg said, so that a reload can keep what was set at run time.</summary>
internal sealed class CfgInstance
{
    private readonly Dictionary<string, ScriptValue> _configured = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ScriptValue> _values = new(StringComparer.Ordinal);

    /// <summary>True when the cfg declares it, false when it was made at run time.</summary>
    public bool IsDeclared { get; private set; }

    /// <summary>True when it has values that were set at run time.</summary>
    public bool IsChanged
    {
        get
        {
            foreach (var (name, value) in _values)
            {
                if (!Same(value, ValueOf(_configured, name)))
                    return true;
            }

            return false;
        }
    }

    /// <summary>Takes a value of the cfg.</summary>
    public void Declare(string variable, in ScriptValue value)
    {
        IsDeclared = true;
        _configured[variable] = value;
        _values[variable] = value;
    }

    /// <summary>Sets a value at run time.</summary>
    public void Set(string variable, in ScriptValue value) => _values[variable] = value;

    /// <summary>Takes a value away; false when there is none.</summary>
    public bool Remove(string variable) => _values.TryRemove(variable, out _);

    /// <summary>Its own value of a variable.</summary>
    public bool TryGet(string variable, out ScriptValue value) => _values.TryGetValue(variable, out value);

    /// <summary>Keeps what was set or taken away at run time, unless the new cfg says something else than the old one.</summary>
    public void TakeOver(CfgInstance before)
    {
        HashSet<string> names = [.. before._configured.Keys, .. before._values.Keys];
        foreach (var name in names)
        {
            var was = ValueOf(before._configured, name);
            var now = ValueOf(before._values, name);
            if (Same(was, now) || !Same(was, ValueOf(_configured, name)))
                continue;

            if (now is { } value)
                _values[name] = value;
            else
                _values.TryRemove(name, out _);
        }
    }

    private static ScriptValue? ValueOf(IReadOnlyDictionary<string, ScriptValue> values, string name) => values.TryGetValue(name, out var value) ? value : null;

    private static bool Same(ScriptValue? left, ScriptValue? right) => (left, right) switch
    {
        (null, null) => true,
        ({ } one, { } other) => one.Kind == other.Kind && one.TextEquals(other),
        _ => false,
    };
}
