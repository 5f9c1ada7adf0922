using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.CfgRpc;

/// <summary>Commands that read and set, at once.</summary>
/// <param name="reload">Knows the live generation, whose settings these are.</param>
/// <param name="state">Keeps the queue over reloads.</param>
[Module("cfg_rpc", Summary = "Reads and changes settings of the running server by remote command.")]
internal sealed partial class CfgRpcModule(IReloadService reload, StateStore state) : IModule
{
    private const int ValueIndex = 2;
    private const string CannotGet = "Failed to get the variable";
    private const string CannotSet = "Failed to set the variable";

    private CfgGroups Groups => reload.Current.Settings.Variables;

    [Rpc("cfg.list", Summary = "Lists the settings, of one group when it is given.", IsList = true)]
    public void List(RpcCall call)
    {
        var wanted = call.Text(0);
        foreach (var group in Groups.All)
        {
            if (wanted is not null && group.Name != wanted)
                continue;

            foreach (var variable in group.Variables)
                call.Add($"{group.Name}: {variable.Name}");
        }
    }

    [Rpc("cfg.get", Summary = "Shows a setting, or all of a group: group[id] variable.")]
    public void Get(RpcCall call)
    {
        if (call.Text(0) is not { } text)
        {
            call.Fault(500, "Failed to get the parameters");
            return;
        }

        var name = GroupName.Read(text);
        var group = Groups.Find(name.Name);
        if (group is null && call.Parameters.Count == 1 && reload.Current.Module(name.Name) is not null)
            call.AddStruct();
        else if (group is null || (name.Id is { } id && !group.HasInstance(id)))
            call.Fault(400, CannotGet);
        else if (call.Text(1) is not { } variable)
            AddAll(call.AddStruct(), group, name.Id);
        else if (group.Find(variable) is { } found)
            call.Add(Show(group, name.Id, found));
        else
            call.Fault(400, CannotGet);
    }

    [Rpc("cfg.help", Summary = "Says what a setting is: group variable.")]
    public void Help(RpcCall call)
    {
        if (Groups.Find(GroupName.Read(call.Text(0) ?? string.Empty).Name)?.Find(call.Text(1) ?? string.Empty) is not { } variable)
        {
            call.Fault(400, "Failed to get the variable description");
            return;
        }

        call.Add(variable.Description);
        call.Add($"(parameter type is {(variable.IsInteger ? "integer" : "string")})");
    }

    [Rpc("cfg.set_now_int", Summary = "Sets a number at once: group[id] variable value.")]
    [Rpc("cfg.seti", Summary = "As cfg.set_now_int.")]
    public void SetNumber(RpcCall call)
    {
        if (HasKind(call, isNumber: true))
            SetNow(call, exact: true);
    }

    [Rpc("cfg.set_now_string", Summary = "Sets text at once: group[id] variable value.")]
    [Rpc("cfg.sets", Summary = "As cfg.set_now_string.")]
    public void SetText(RpcCall call)
    {
        if (HasKind(call, isNumber: false))
            SetNow(call, exact: true);
    }

    [Rpc("cfg.set", Summary = "Sets a number or text at once: group[id] variable value.")]
    public void Set(RpcCall call) => SetNow(call, exact: false);

    [Rpc("cfg.reset", Summary = "Sets a group to what the configuration says.")]
    public void Reset(RpcCall call)
    {
        if (Groups.Find(call.Text(0) ?? string.Empty) is not { } group)
        {
            if (reload.Current.Module(call.Text(0) ?? string.Empty) is null)
                call.Fault(400, "Failed to reset the group");

            return;
        }

        foreach (var variable in group.Variables)
            variable.Reset();
    }

    [Rpc("cfg.del", Summary = "Removes a value of a group instance, so that the one of the group counts: group[id] variable.")]
    public void Delete(RpcCall call)
    {
        if (!TryFind(call, out var group, out var variable, out var id) || id is null || !group.RemoveFromInstance(id.Value, variable.Name))
            call.Fault(400, "Failed to delete the value");
    }

    [Rpc("cfg.add_group_inst", Summary = "Makes an instance of a group: group[id].")]
    public void AddInstance(RpcCall call)
    {
        var name = GroupName.Read(call.Text(0) ?? string.Empty);
        if (name.Id is not { } id || Groups.Find(name.Name)?.AddInstance(id) != true)
            call.Fault(400, "Failed to add the group instance");
    }

    [Rpc("cfg.del_group_inst", Summary = "Removes an instance of a group: group[id].")]
    public void RemoveInstance(RpcCall call)
    {
        var name = GroupName.Read(call.Text(0) ?? string.Empty);
        if (name.Id is not { } id || Groups.Find(name.Name)?.RemoveInstance(id) != true)
            call.Fault(400, "Failed to delete the group instance");
    }

    private void SetNow(RpcCall call, bool exact)
    {
        if (!TryReadChange(call, exact, out var change))
            call.Fault(400, CannotSet);
        else if (change.Apply() is { } problem)
            call.Fault(400, $"{CannotSet}: {problem}");
    }

    private bool TryReadChange(RpcCall call, bool exact, out PendingChange change)
    {
        change = null!;
        if (!TryFind(call, out var group, out var variable, out var id) || call.Parameters.Count <= ValueIndex)
            return false;

        var given = call.Parameters[ValueIndex];
        var isNumber = call.ConvertsTypes ? variable.IsInteger && call.Integer(ValueIndex) is not null : given.Kind == RpcKind.Integer;
        var value = isNumber ? ScriptValue.Of(call.Integer(ValueIndex)!.Value) : ScriptValue.Of(given.ToText());
        if ((exact && value.IsInteger != variable.IsInteger) || !variable.TryConvert(value, out value))
            return false;

        change = new PendingChange(group, id, variable, value);
        return id is null || variable.IsDeclared;
    }

    private bool TryFind(RpcCall call, out CfgGroup group, out CfgVariable variable, out long? id)
    {
        var name = GroupName.Read(call.Text(0) ?? string.Empty);
        id = name.Id;
        group = Groups.Find(name.Name)!;
        variable = group?.Find(call.Text(1) ?? string.Empty)!;
        return variable is not null && (name.Id is not { } number || group!.HasInstance(number));
    }

    private static bool HasKind(RpcCall call, bool isNumber)
    {
        if (call.ConvertsTypes || call.Parameters.Count <= ValueIndex || call.Parameters[ValueIndex].Kind == RpcKind.Integer == isNumber)
            return true;

        call.Fault(400, $"error at parameter {ValueIndex}: expected {(isNumber ? "integer" : "string")} type but record doesn't match type");
        return false;
    }

    private static void AddAll(RpcValue row, CfgGroup group, long? id)
    {
        foreach (var variable in group.Variables)
            row.With(variable.Name, Show(group, id, variable));
    }

    private static RpcValue Show(CfgGroup group, long? id, CfgVariable variable)
    {
        var value = id is { } number ? group.ValueIn(number, variable) : variable.Value;
        return PendingChange.Show(variable, value);
    }
}
