using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <content>Parking of requests, for other modules.</content>
internal sealed partial class TmModule
{
    /// <summary>Parking, for the other module of this folder.</summary>
    public SuspendStep Suspension => _suspension;

    /// <inheritdoc />
    int ISuspendedTransactions.Suspend(RoutingContext context, out TransactionId id) => _suspension.Suspend(context, out id).Value;

    /// <inheritdoc />
    int ISuspendedTransactions.Continue(TransactionId id, string route, WorkerState worker) => _suspension.Continue(id, route, worker).Value;

    /// <inheritdoc />
    bool ISuspendedTransactions.PostContinue(TransactionId id, string route) =>
        _services.Workers.TryPost(new ContinueWork(_suspension, id, route));
}
