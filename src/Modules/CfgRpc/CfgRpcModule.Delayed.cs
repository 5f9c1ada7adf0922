using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.CfgRpc;

/// <summary>Changes that wait for a commit. They belong to one generation: a reload drops them.</summary>
internal sealed partial class CfgRpcModule
{
    private const int MaxPending = 1000;
    private readonly Lock _gate = new();
    private readonly List<PendingChange> _pending = [];

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
            Add(call, new PendingChange(group, id, variable, ScriptValue.Undefined));
        else
            call.Fault(400, "Failed to delete the value");
    }

    [Rpc("cfg.commit", Summary = "Makes the queued changes count, in their order.")]
    public void Commit(RpcCall call)
    {
        var problems = new List<string>();
        lock (_gate)
        {
            foreach (var change in _pending)
            {
                if (change.Apply() is { } problem)
                    problems.Add($"{change.Group.Name}.{change.Variable.Name}: {problem}");
            }

            _pending.Clear();
        }

        if (problems.Count > 0)
            call.Fault(400, $"Not all changes were made: {string.Join("; ", problems)}");
    }

    [Rpc("cfg.rollback", Summary = "Drops the queued changes.")]
    public void Rollback(RpcCall call)
    {
        lock (_gate)
            _pending.Clear();
    }

    [Rpc("cfg.diff", Summary = "Shows the queued changes.", IsList = true)]
    public void Diff(RpcCall call)
    {
        lock (_gate)
        {
            foreach (var change in _pending)
                change.Describe(call.AddStruct());
        }
    }

    private void Queue(RpcCall call, bool exact)
    {
        if (TryReadChange(call, exact, out var change))
            Add(call, change);
        else
            call.Fault(400, CannotSet);
    }

    private void Add(RpcCall call, PendingChange change)
    {
        lock (_gate)
        {
            if (_pending.Count < MaxPending)
                _pending.Add(change);
            else
                call.Fault(500, $"{MaxPending} changes wait already; use cfg.commit or cfg.rollback");
        }
    }
}
