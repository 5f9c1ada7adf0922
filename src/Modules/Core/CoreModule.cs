using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Core;

/// <summary>What scripts have without any loadmodule: flags, request URI, tests of the message, logging, control commands.</summary>
[Module("core", Summary = "Functions and commands that are always there.", Implicit = true)]
internal sealed partial class CoreModule(
    ITransportTable transports,
    IMessageSender sender,
    IDestinationResolver resolver,
    IScriptLog log,
    IReloadService reload,
    RpcDispatcher dispatcher,
    WorkerRegistry workers,
    TimeProvider clock) : IModule;
