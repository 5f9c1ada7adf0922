using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;

namespace Signalbox.Modules.Rtpproxy;

/// <content>Commands.</content>
internal sealed partial class RtpproxyModule
{
    private const int ServerError = 500;

    [Rpc("rtpproxy.list", Summary = "Shows the proxies.", IsList = true)]
    public void RpcList(RpcCall call)
    {
        foreach (var set in _sets.Values)
        {
            for (var i = 0; i < set.Nodes.Count; i++)
            {
                var node = set.Nodes[i];
                call.AddStruct().With("setid", set.Id).With("index", i).With("url", node.Address.Url).With("disabled", node.IsDisabled ? 1 : 0)
                    .With("weight", node.Address.Weight).With("recheck", node.IsDisabled ? node.RecheckSeconds : 0);
            }
        }
    }

    [Rpc("rtpproxy.enable", Summary = "Uses a proxy (1), or leaves it alone for good (0): a URL or all, and the number.")]
    public void RpcEnable(RpcCall call)
    {
        if (call.Text(0) is not { } wanted || call.Integer(1) is not { } on)
        {
            call.Fault(ServerError, "Not enough parameters (URL or all, and 0 or 1)");
            return;
        }

        var found = false;
        foreach (var node in _sets.Values.SelectMany(static set => set.Nodes))
        {
            if (wanted != "all" && wanted != node.Address.Url)
                continue;

            found = true;
            if (on == 0)
                node.Disable(null);
            else
                node.Enable();
        }

        if (!found)
            call.Fault(ServerError, $"Instance not found: {wanted}");
    }
}
