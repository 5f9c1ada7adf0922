using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;

namespace Signalbox.Modules.Core;

/// <summary>The commands of the peer's list of bad destinations, which answer what the peer answers while that list is off.</summary>
[Module("dst_blocklist", Summary = "Commands of the list of bad destinations, which is not kept here; always there.", Implicit = true)]
internal sealed class BlocklistModule : IModule
{
    [Rpc("dst_blocklist.mem_info", Summary = "Not offered: bad destinations are not remembered.")]
    [Rpc("dst_blocklist.debug", Summary = "Not offered: bad destinations are not remembered.")]
    [Rpc("dst_blocklist.view", Summary = "Not offered: bad destinations are not remembered.")]
    [Rpc("dst_blocklist.add", Summary = "Not offered: bad destinations are not remembered.")]
    [Rpc("dst_blocklist.delete_all", Summary = "Not offered: bad destinations are not remembered.")]
    public static void Refuse(RpcCall call) => call.Fault(500, "dst blocklist support disabled");
}
