using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tm;

/// <summary>What the transaction layer uses of the engine.</summary>
/// <param name="Transports">Sockets.</param>
/// <param name="Sender">The way out.</param>
/// <param name="Timers">Timers.</param>
/// <param name="Forwarder">Last steps of a forwarded request.</param>
/// <param name="Reload">Keeps generations alive.</param>
/// <param name="Workers">Workers for routes that no received message carries.</param>
/// <param name="Time">Clock.</param>
/// <param name="Log">Log of scripts.</param>
/// <param name="Table">All transactions.</param>
/// <param name="Statistics">Counters.</param>
internal sealed record TmServices(
    ITransportTable Transports,
    IMessageSender Sender,
    ITimers Timers,
    RequestForwarder Forwarder,
    IReloadService Reload,
    IRouteWorkers Workers,
    TimeProvider Time,
    IScriptLog Log,
    TransactionTable Table,
    TmStatistics Statistics);
