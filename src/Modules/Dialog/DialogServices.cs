using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>What the module uses of the engine.</summary>
/// <param name="Table">All dialogs.</param>
/// <param name="Statistics">Counters.</param>
/// <param name="Timers">Timers.</param>
/// <param name="Time">Clock.</param>
/// <param name="Transports">Knows the own addresses.</param>
/// <param name="Reload">Knows the live snapshot.</param>
/// <param name="Log">Where scripts log.</param>
/// <param name="Requests">Requests for routes that no received message causes.</param>
internal sealed record DialogServices(
    DialogTable Table,
    DialogStatistics Statistics,
    ITimers Timers,
    TimeProvider Time,
    ITransportTable Transports,
    IReloadService Reload,
    IScriptLog Log,
    OwnRequests Requests)
{
    /// <summary>Unix seconds.</summary>
    public long Now => Time.GetUtcNow().ToUnixTimeSeconds();
}
