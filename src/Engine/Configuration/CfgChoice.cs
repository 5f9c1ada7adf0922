using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Configuration;

/// <summary>The instances of groups that a message has chosen with cfg_select.</summary>
public static class CfgChoice
{
    private static readonly ItemSlot<Dictionary<string, long>> Chosen = new();

    /// <summary>From now on this message reads the settings of a group from one of its instances.</summary>
    public static void Choose(RoutingContext context, string group, long instance)
    {
        var chosen = context.Items.Get(Chosen);
        if (chosen is null)
            context.Items.Set(Chosen, chosen = new Dictionary<string, long>(StringComparer.Ordinal));

        chosen[group] = instance;
    }

    /// <summary>Back to the values of the group itself.</summary>
    public static void Reset(RoutingContext context, string group) => context.Items.Get(Chosen)?.Remove(group);

    /// <summary>The value that a message sees, as text.</summary>
    public static ScriptValue Read(RoutingContext context, CfgVariable variable)
    {
        if (context.Items.Get(Chosen) is not { } chosen || !chosen.TryGetValue(variable.Group, out var instance))
            return variable.Text;

        return context.Snapshot.Settings.Variables.Find(variable.Group) is { } group ? ScriptValue.Of(group.ValueIn(instance, variable).ToText()) : variable.Text;
    }
}
