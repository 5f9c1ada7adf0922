using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm.Api;

/// <summary>Sends requests that this server makes by itself, each in a transaction of its own; event_route[tm:local-request] sees them first.</summary>
internal interface ILocalRequests
{
    /// <summary>Sends on the worker at hand.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="worker">The calling worker; not for threads without one, see <see cref="Post"/>.</param>
    /// <returns>
    /// 0 when it is out: the owner hears of the end. Else the number of the error (<see cref="RelayErrors"/>) and the owner
    /// hears nothing; <see cref="RelayErrors.NoBranch"/> when the script dropped it.
    /// </returns>
    int Send(LocalRequest request, WorkerState worker);

    /// <summary>
    /// Sends from any thread (RPC, timers of modules, thread pool), a little later; the owner hears of a failure to send too,
    /// as <see cref="LocalReply.Code"/>.
    /// </summary>
    /// <returns>False when too many wait: nothing is sent and nobody is told.</returns>
    bool Post(LocalRequest request);
}
