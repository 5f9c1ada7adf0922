using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm.Api;

/// <summary>
/// Parks a request until something happened elsewhere, and goes on with it in another route. Meanwhile it holds no worker;
/// fr_timer ends the wait with a 408, a CANCEL with a 487, both by way of the failure_route that is armed.
/// </summary>
internal interface ISuspendedTransactions
{
    /// <summary>t_suspend: begins the transaction when there is none, answers an INVITE with 100.</summary>
    /// <param name="context">The request, or the transaction's request in a failure route.</param>
    /// <param name="id">What to go on with.</param>
    /// <returns>1 parked; 0 a repetition that was dealt with: the script shall end; below 0 refused.</returns>
    int Suspend(RoutingContext context, out TransactionId id);

    /// <summary>t_continue: runs a route on the parked request, now, on this worker.</summary>
    /// <returns>1 it ran, or the request was cancelled meanwhile; -1 no such transaction or route; -2 not parked.</returns>
    int Continue(TransactionId id, string route, WorkerState worker);

    /// <summary>As <see cref="Continue"/>, from any thread, a little later.</summary>
    /// <returns>False when too many wait: nothing will run.</returns>
    bool PostContinue(TransactionId id, string route);
}
