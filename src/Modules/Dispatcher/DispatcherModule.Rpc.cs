using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Dispatcher;

/// <content>RPC commands; texts and codes are the peer's.</content>
internal sealed partial class DispatcherModule
{
    private const string InvalidParameters = "Invalid Parameters";
    private const int Failed = 500;

    /// <summary>Shows all.</summary>
    [Rpc("dispatcher.list", Mi = "ds_list", Summary = "Shows sets and destinations; short: without attributes, full: with addresses.")]
    public void RpcList(RpcCall call)
    {
        if (Table.All.Count == 0)
            call.Fault(Failed, "No Destination Sets");
        else
            new DispatchListing(call.Text(0) ?? string.Empty, HashSize > 0, LatencyStatistics != 0).Write(Table.All, call.AddStruct());
    }

    /// <summary>Reads the list anew.</summary>
    [Rpc("dispatcher.reload", Mi = "ds_reload", Summary = "Reads the list anew; a list that cannot be used leaves the old one.")]
    public void RpcReload(RpcCall call)
    {
        if (!TryBeginReload(call))
            return;

        if (TryReload())
            call.Add("Ok. Dispatcher successfully reloaded.");
        else
            call.Fault(Failed, "Reload Failed");
    }

    /// <summary>Puts states.</summary>
    [Rpc("dispatcher.set_state", Mi = "ds_set_state", Summary = "Puts the state of a destination: state set URI, or state set all. States: a active, i inactive, t trying, d disabled, each with p probed or x not.")]
    public void RpcSetState(RpcCall call) => SetState(call, static (target, uri) => target.Line.Uri == uri, isAllAllowed: true);

    /// <summary>Puts states by name.</summary>
    [Rpc("dispatcher.set_duid_state", Summary = "Puts the state of a destination: state set duid.")]
    public void RpcSetStateById(RpcCall call) => SetState(call, static (target, id) => target.Line.Attributes.Id == id, isAllAllowed: false);

    /// <summary>Shows or switches pings.</summary>
    [Rpc("dispatcher.ping_active", Summary = "Shows whether pings are sent; 0 or 1 switches them.")]
    public void RpcPingActive(RpcCall call)
    {
        var before = Switches.Pinging;
        var row = call.AddStruct();
        if (call.Integer(0) is { } now)
        {
            Switches.Pinging = now;
            row.With("NewPingState", now);
        }

        row.With("OldPingState", before);
    }

    /// <summary>Adds a destination.</summary>
    [Rpc("dispatcher.add", Summary = "Adds a destination until the list is read again, or changes the one with its URI: set URI flags priority attributes.")]
    public void RpcAdd(RpcCall call)
    {
        if (!TryBeginReload(call))
            return;

        var reading = DestinationReader.ReadFields(call.Text(0), call.Text(1), call.Text(2), call.Text(3), call.Text(4));
        if (call.Integer(0) is null || call.Text(1) is null || IsNoNumber(call, 2) || IsNoNumber(call, 3))
            call.Fault(Failed, InvalidParameters);
        else if (reading.Line is not { } line)
            call.Fault(Failed, $"Adding dispatcher dst failed: {reading.Problem}");
        else if (_source.ProblemOf(line) is { } problem)
            call.Fault(Failed, $"Adding dispatcher dst failed: {problem}");
        else
            Add(call, line);
    }

    /// <summary>Takes a destination out.</summary>
    [Rpc("dispatcher.remove", Summary = "Takes a destination out until the list is read again: set URI. One that is not there is no error.")]
    public void RpcRemove(RpcCall call)
    {
        if (!TryBeginReload(call))
            return;

        if (call.Integer(0) is not { } set || call.Text(1) is not { } uri)
        {
            call.Fault(Failed, InvalidParameters);
            return;
        }

        Table.Remove((int)set, uri);
        call.Add("Ok. Dispatcher destination removed.");
    }

    /// <summary>Hashes as the algorithms do.</summary>
    [Rpc("dispatcher.hash", Summary = "Hashes one or two texts (user, and host with an unusual port) as the algorithms do: number of slots, text, text.")]
    public void RpcHash(RpcCall call)
    {
        if (call.Integer(0) is not { } slots || !IsText(call, 1) || call.Parameters.Count > 2 && !IsText(call, 2))
        {
            call.Fault(Failed, InvalidParameters);
            return;
        }

        var hash = CoreHash.Of(Engine.Values.Latin1.ToBytes(call.Text(1)!), Engine.Values.Latin1.ToBytes(call.Text(2) ?? string.Empty));
        call.AddStruct().With("hashid", hash).With("slot", slots > 0 ? hash % slots : 0);
    }

    private static bool IsNoNumber(RpcCall call, int index) => call.Text(index) is not null && call.Integer(index) is null;

    private static bool IsText(RpcCall call, int index) =>
        call.Text(index) is { Length: > 0 } && (call.ConvertsTypes || call.Parameters[index].Kind == RpcKind.Text);

    private void Add(RpcCall call, DestinationLine line)
    {
        Table.Add(line);
        _resolver.Start(Table.All);
        call.Add("Ok. Dispatcher destination added.");
    }

    private bool TryBeginReload(RpcCall call)
    {
        if (Switches.TryBeginReload(timers.NowMilliseconds, ReloadSeconds))
            return true;

        call.Fault(Failed, "Ongoing reload");
        return false;
    }

    private void SetState(RpcCall call, Func<DispatchTarget, string, bool> isWanted, bool isAllAllowed)
    {
        if (call.Text(0) is not { } letters || call.Integer(1) is not { } id || call.Text(2) is not { } name)
        {
            call.Fault(Failed, InvalidParameters);
            return;
        }

        if (DispatchState.ParseCommand(letters) is not { } state)
        {
            call.Fault(Failed, "Unknown State Value");
            return;
        }

        var isAll = isAllAllowed && name == "all";
        var isDone = isAll;
        foreach (var target in Table.Find((int)id)?.Targets ?? [])
        {
            if (!isAll && !isWanted(target, name))
                continue;

            target.Set(state);
            isDone = true;
        }

        if (isDone)
            call.Add("Ok. Dispatcher state updated.");
        else
            call.Fault(Failed, "State Update Failed");
    }
}
