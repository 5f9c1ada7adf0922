using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.CfgRpc;

/// <summary>Changes that wait for a commit. They outlive a reload; a setting that the new configuration does not have is told at the commit.</summary>
internal sealed partial class CfgRpcModule
{
    private readonly PendingChanges _pending = state.GetOrAdd("cfg_rpc:pending", static () => new PendingChanges());

    [Rpc("cfg.set_delayed_int", Summary = "Queues a number for cfg.commit: group[id] variable value.")]
    public void QueueNumber(RpcCall call)
    {
        if (HasKind(call, isNumber: true))
            Queue(call, exact: true);
    }

    [Rpc("cfg.set_delayed_string", Summary = "Queues text for cfg.commit: group[id] variable value.")]
    public void QueueText(RpcCall call)
    {
        if (HasKind(call, isNumber: false))
            Queue(call, exact: true);
    }

    [Rpc("cfg.set_delayed", Summary = "Queues a number or text for cfg.commit: group[id] variable value.")]
    public void QueueValue(RpcCall call) => Queue(call, exact: false);

    [Rpc("cfg.del_delayed", Summary = "Queues the removal of a value of a group instance: group[id] variable.")]
    public void QueueRemoval(RpcCall call)
    {
        if (TryFind(call, out var group, out var variable, out var id) && id is not null)
            Add(call, new NamedChange(group.Name, id, variable.Name, ScriptValue.Undefined));
        else
            call.Fault(400, "Failed to delete the value");
    }

    [Rpc("cfg.commit", Summary = "Makes the queued changes count, in their order.")]
    public void Commit(RpcCall call)
    {
        var problems = new List<string>();
        foreach (var change in _pending.Take())
        {
            var now = change.In(Groups);
            if ((now is null ? "there is no such setting any more" : now.Apply()) is { } problem)
                problems.Add($"{change}: {problem}");
        }

        if (problems.Count > 0)
            call.Fault(400, $"Not all changes were made: {string.Join("; ", problems)}");
    }

    [Rpc("cfg.rollback", Summary = "Drops the queued changes.")]
    public void Rollback(RpcCall call) => _pending.Take();

    [Rpc("cfg.diff", Summary = "Shows the queued changes.", IsList = true)]
    public void Diff(RpcCall call)
    {
        foreach (var change in _pending.All)
            change.In(Groups)?.Describe(call.AddStruct());
    }

    private void Queue(RpcCall call, bool exact)
    {
        if (TryReadChange(call, exact, out var change))
            Add(call, new NamedChange(change.Group.Name, change.Id, change.Variable.Name, change.Value));
        else
            call.Fault(400, CannotSet);
    }

    private void Add(RpcCall call, NamedChange change)
    {
        if (!_pending.TryAdd(change))
            call.Fault(500, "too many changes wait already; use cfg.commit or cfg.rollback");
    }
}
