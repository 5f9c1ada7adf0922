using Signalbox.Engine.Values;

namespace Signalbox.Engine.Configuration;

/// <summary>A variable of the configuration: <c>group.name = value desc "text"</c>, read with <c>@cfg_get.group.name</c>.</summary>
/// <param name="group">Group.</param>
/// <param name="name">Name inside the group.</param>
/// <param name="value">Value as written: a number or a text.</param>
public sealed class ConfigVariable(string group, string name, ScriptValue value)
{
    private readonly Dictionary<long, ScriptValue> _instances = [];

    /// <summary>Group.</summary>
    public string Group { get; } = group;

    /// <summary>Name inside the group.</summary>
    public string Name { get; } = name;

    /// <summary>What it is for, or empty.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>The value outside any instance of the group.</summary>
    public ScriptValue Value { get; set; } = value;

    /// <summary>Values of single instances of the group: <c>group[1].name = value</c>.</summary>
    public IReadOnlyDictionary<long, ScriptValue> Instances => _instances;

    /// <summary>Gives an instance of the group a value of its own.</summary>
    public void Set(long instance, in ScriptValue value) => _instances[instance] = value;

    /// <summary>The value for an instance; the common one when that has none.</summary>
    public ScriptValue Read(long instance) => _instances.Count > 0 && _instances.TryGetValue(instance, out var own) ? own : Value;
}
