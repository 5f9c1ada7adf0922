using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.CfgRpc;

/// <summary>A new value of a setting, for now or for the next commit.</summary>
/// <param name="Group">Its group.</param>
/// <param name="Id">The instance of the group, or null for the group itself.</param>
/// <param name="Variable">The setting.</param>
/// <param name="Value">The value, of the right type; undefined removes the value of an instance.</param>
internal sealed record PendingChange(CfgGroup Group, long? Id, CfgVariable Variable, ScriptValue Value)
{
    /// <summary>Makes it count; null, or what is wrong.</summary>
    public string? Apply()
    {
        if (Id is not { } id)
            return Variable.Set(Value);

        var done = Value.IsDefined ? Group.SetInstance(id, Variable.Name, Value) : Group.RemoveFromInstance(id, Variable.Name);
        return done ? null : $"{Group.Name}[{id}] has no such value";
    }

    /// <summary>Fills a row of cfg.diff.</summary>
    public void Describe(RpcValue row)
    {
        var now = Id is { } id ? Group.ValueIn(id, Variable) : Variable.Value;
        row.With("group name", Id is null ? Group.Name : $"{Group.Name}[{Id}]").With("variable name", Variable.Name)
            .With("old value", Show(Variable, now)).With("new value", Value.IsDefined ? Show(Variable, Value) : RpcValue.Of((string?)null));
    }

    /// <summary>A value as replies show it: parameters that are empty text show as null.</summary>
    public static RpcValue Show(CfgVariable variable, in ScriptValue value)
    {
        if (value.IsInteger)
            return RpcValue.Of(value.Number);

        var text = value.ToText();
        return RpcValue.Of(text.Length == 0 && !variable.IsDeclared ? null : text);
    }
}
