using Signalbox.Engine.Configuration;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.CfgRpc;

/// <summary>A change by the names of its setting.</summary>
/// <param name="Group">Name of the group.</param>
/// <param name="Id">The instance of the group, or null for the group itself.</param>
/// <param name="Variable">Name of the setting.</param>
/// <param name="Value">The value; undefined removes the value of an instance.</param>
internal sealed record NamedChange(string Group, long? Id, string Variable, ScriptValue Value)
{
    /// <summary>The change in the settings of a generation; null when it has no such setting, or one of another type.</summary>
    public PendingChange? In(CfgGroups groups)
    {
        if (groups.Find(Group) is not { } group || group.Find(Variable) is not { } variable)
            return null;

        return !Value.IsDefined || variable.TryConvert(Value, out _) ? new PendingChange(group, Id, variable, Value) : null;
    }

    /// <inheritdoc />
    public override string ToString() => Id is null ? $"{Group}.{Variable}" : $"{Group}[{Id}].{Variable}";
}
