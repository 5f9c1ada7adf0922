using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.CfgRpc;

/// <summary>Settings by remote command.</summary>
[Module("cfg_rpc", Summary = "Settings by remote command.")]
internal sealed partial class CfgRpcModule : IModule;
