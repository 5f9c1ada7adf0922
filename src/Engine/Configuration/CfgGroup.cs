using System.Collections.Concurrent;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Configuration;

/// <summary>Settings under one name, in the order of their declaration, and the instances of the group: numbered sets of values that differ.</summary>
/// <param name="name">Name of the group.</param>
public sealed class CfgGroup(string name)
{
    private readonly ConcurrentDictionary<long, CfgInstance> _instances = new();
    private readonly HashSet<long> _declared = [];
    private readonly List<CfgVariable> _variables = [];

    /// <summary>Name of the group.</summary>
    public string Name { get; } = name;

    /// <summary>Its settings.</summary>
    public IReadOnlyList<CfgVariable> Variables => _variables;

    /// <summary>A setting, or null.</summary>
    public CfgVariable? Find(string variable)
    {
        foreach (var one in _variables)
        {
            if (one.Name == variable)
                return one;
        }

        return null;
    }

    /// <summary>Adds an instance; false when there is one of that number.</summary>
    public bool AddInstance(long id) => _instances.TryAdd(id, new CfgInstance());

    /// <summary>Removes an instance; false when there is none.</summary>
    public bool RemoveInstance(long id) => _instances.TryRemove(id, out _);

    /// <summary>True when there is an instance of that number.</summary>
    public bool HasInstance(long id) => _instances.ContainsKey(id);

    /// <summary>Sets a value of an instance; false when there is no such instance.</summary>
    public bool SetInstance(long id, string variable, in ScriptValue value)
    {
        if (!_instances.TryGetValue(id, out var instance))
            return false;

        instance.Set(variable, value);
        return true;
    }

    /// <summary>Removes a value of an instance, so that the one of the group counts; false when there is none.</summary>
    public bool RemoveFromInstance(long id, string variable) => _instances.TryGetValue(id, out var instance) && instance.Remove(variable);

    /// <summary>The value in an instance: its own, else that of the group.</summary>
    public ScriptValue ValueIn(long id, CfgVariable variable) =>
        _instances.TryGetValue(id, out var instance) && instance.TryGet(variable.Name, out var own) ? own : variable.Value;

    /// <summary>Takes a value of an instance that the cfg declares.</summary>
    internal void DeclareInstance(long id, string variable, in ScriptValue value)
    {
        _declared.Add(id);
        _instances.GetOrAdd(id, static _ => new CfgInstance()).Declare(variable, value);
    }

    /// <summary>Adds a setting, or puts it in place of one of that name.</summary>
    internal void Put(CfgVariable variable)
    {
        for (var i = 0; i < _variables.Count; i++)
        {
            if (_variables[i].Name != variable.Name)
                continue;

            _variables[i] = variable;
            return;
        }

        _variables.Add(variable);
    }

    internal void TakeOver(CfgGroup before)
    {
        foreach (var variable in _variables)
        {
            if (before.Find(variable.Name) is { } old)
                variable.TakeOver(old);
        }

        foreach (var (id, instance) in _instances)
        {
            if (before._instances.TryGetValue(id, out var old))
                instance.TakeOver(old);
            else if (before._declared.Contains(id))
                _instances.TryRemove(id, out _);
        }

        // An instance that only the old cfg declares goes with it, unless somebody has set something there.
        foreach (var (id, old) in before._instances)
        {
            if (!old.IsDeclared || old.IsChanged)
                _instances.TryAdd(id, old);
        }
    }
}
