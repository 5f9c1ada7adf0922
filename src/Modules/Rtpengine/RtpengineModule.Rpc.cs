using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Rtpengine;

/// <content>Commands; texts are the peer's.</content>
internal sealed partial class RtpengineModule
{
    private const int ServerError = 500;

    [Rpc("rtpengine.show", Mi = "nh_show_rtpp", Summary = "Shows servers: a URL, or all.")]
    public void RpcShow(RpcCall call)
    {
        foreach (var (set, index, node) in FindNodes(call))
        {
            call.AddStruct().With("url", node.Address.Url).With("set", set).With("index", index).With("weight", node.Address.Weight)
                .With("disabled", node.IsDisabled ? 1 : 0).With("recheck_ticks", node.IsDisabled ? node.RecheckSeconds : 0);
        }
    }

    [Rpc("rtpengine.ping", Mi = "nh_ping_rtpp", Summary = "Asks servers whether they are there: a URL, or all.")]
    public void RpcPing(RpcCall call)
    {
        var good = true;
        foreach (var (_, _, node) in FindNodes(call))
            good &= Ping(node);

        if (call.FaultCode == 0)
            call.AddStruct().With("url", call.Text(0)).With("status", good ? "success" : "fail");
    }

    [Rpc("rtpengine.enable", Mi = "nh_enable_rtpp", Summary = "Uses a server (1), or leaves it alone for good (0): a URL or all, and the number.")]
    public void RpcEnable(RpcCall call)
    {
        if (call.Integer(1) is not { } on)
        {
            call.Fault(ServerError, "Not enough parameters (URL or all, and 0 or 1)");
            return;
        }

        foreach (var (_, _, node) in FindNodes(call))
        {
            if (on == 0)
                node.Disable(null);
            else
                node.Enable();
        }

        if (call.FaultCode == 0)
            call.AddStruct().With("url", call.Text(0)).With("status", on == 0 ? "disable" : "enable");
    }

    [Rpc("rtpengine.reload", Summary = "Reads the servers from the database again.")]
    public void RpcReload(RpcCall call)
    {
        if (_database is null)
        {
            call.Fault(ServerError, "No Database URL");
            return;
        }

        try
        {
            Use([.. _written, .. _database.Load()]);
        }
        catch (StoreException cause)
        {
            call.Fault(ServerError, $"Failed to reload: {cause.Message}");
        }
    }

    [Rpc("rtpengine.get_hash_total", Summary = "Counts the calls that servers have.")]
    public void RpcCount(RpcCall call) => call.Add(RpcValue.Of(Calls.Count));

    private List<(int Set, int Index, MediaNode Node)> FindNodes(RpcCall call)
    {
        var found = new List<(int, int, MediaNode)>();
        if (call.Text(0) is not { } wanted)
        {
            call.Fault(ServerError, "Not enough parameters (URL or all)");
            return found;
        }

        foreach (var set in _sets.Values)
        {
            for (var i = 0; i < set.Nodes.Count; i++)
            {
                if (wanted == "all" || wanted == set.Nodes[i].Address.Url)
                    found.Add((set.Id, i, set.Nodes[i]));
            }
        }

        if (found.Count == 0)
            call.Fault(ServerError, $"Instance not found: {wanted}");

        return found;
    }
}
