using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Configuration;

/// <summary>The variables of a configuration by <c>group.name</c>, and the instance of a group that a message has chosen.</summary>
public sealed class ConfigVariables
{
    private static readonly ItemSlot<Dictionary<string, long>> Chosen = new();
    private readonly Dictionary<string, ConfigVariable> _items = new(StringComparer.Ordinal);

    /// <summary>All, in no order.</summary>
    public IReadOnlyCollection<ConfigVariable> All => _items.Values;

    /// <summary>Adds or replaces.</summary>
    public void Add(ConfigVariable variable) => _items[$"{variable.Group}.{variable.Name}"] = variable;

    /// <summary>A variable by <c>group.name</c>, or null.</summary>
    public ConfigVariable? Find(string name) => _items.GetValueOrDefault(name);

    /// <summary>True when a group has a variable.</summary>
    public bool HasGroup(string group)
    {
        foreach (var item in _items.Values)
        {
            if (item.Group == group)
                return true;
        }

        return false;
    }

    /// <summary>From now on this message reads the variables of a group from one instance.</summary>
    public static void Choose(RoutingContext context, string group, long instance)
    {
        var chosen = context.Items.Get(Chosen);
        if (chosen is null)
            context.Items.Set(Chosen, chosen = new Dictionary<string, long>(StringComparer.Ordinal));

        chosen[group] = instance;
    }

    /// <summary>Back to the common values of a group.</summary>
    public static void Reset(RoutingContext context, string group) => context.Items.Get(Chosen)?.Remove(group);

    /// <summary>The value that a message sees.</summary>
    public static Values.ScriptValue Read(RoutingContext context, ConfigVariable variable) =>
        context.Items.Get(Chosen) is { } chosen && chosen.TryGetValue(variable.Group, out var instance) ? variable.Read(instance) : variable.Value;
}
