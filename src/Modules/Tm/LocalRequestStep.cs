using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <summary>Requests made here: written, shown to event_route[tm:local-request], sent in a transaction, answers handed to the owner.</summary>
internal sealed class LocalRequestStep(TransactionLayer layer, EventRoute localRequest)
{
    /// <summary>Queues a request for a worker; see <see cref="ILocalRequests.Post"/>.</summary>
    public bool Post(LocalRequest request) => layer.Services.Workers.TryPost(new LocalRequestWork(this, request));

    /// <summary>Sends a request; see <see cref="ILocalRequests.Send"/>.</summary>
    public int Send(LocalRequest request, WorkerState worker)
    {
        var snapshot = RetainCurrent();
        var context = worker.Rent();
        var text = worker.RentWriter();
        try
        {
            context.Snapshot = snapshot;
            context.ForcedSocket = request.Socket;
            LocalRequestWriter.Write(request, layer.Settings.UserAgentLine, text);
            return text.Overflowed || !context.Message.TryParse(text.Buffer, text.Length) || !IsComplete(context.Message)
                ? RelayErrors.Unspecified
                : Prepare(context, request);
        }
        finally
        {
            SetupPool.Release(context);
            worker.Return(text);
            worker.Return(context);
            layer.Services.Reload.Release(snapshot);
        }
    }

    /// <summary>A provisional reply came.</summary>
    public static void Progressed(LocalRequest request, RoutingContext reply, int code)
    {
        if (request.WantsProvisional)
            request.Owner?.Answered(request, new LocalReply(code, reply.Worker, reply));
    }

    /// <summary>A final reply came. Under the gate of the transaction.</summary>
    public void Answered(UacBranch branch, RoutingContext reply, int code)
    {
        var transaction = branch.Transaction;
        if (transaction.IsInvite && code < 300 && !transaction.Local!.NoAck && !transaction.Setup.NoAutomaticAck)
            layer.LocalAcks.Send(branch, reply);

        layer.Services.Statistics.Absorbed.Increment();
        if (!transaction.HasFinal && !(code >= 300 && layer.Failure.FailsOver(branch, reply.Worker)))
            Ended(branch, reply.Worker, code, reply);
    }

    /// <summary>The transaction is over: the owner is told. Under the gate of the transaction.</summary>
    public void Ended(UacBranch branch, WorkerState worker, int code, RoutingContext? received)
    {
        if (code >= 300 && layer.Failure.RunLocal(branch, worker))
            return;

        var transaction = branch.Transaction;
        transaction.LastStatus = code;
        layer.Timers.Linger(transaction);
        var request = transaction.Local!;
        request.Owner?.Answered(request, new LocalReply(code, worker, received));
    }

    // A generation that stays current after it was retained cannot have been stopped before.
    private Snapshot RetainCurrent()
    {
        var reload = layer.Services.Reload;
        while (true)
        {
            var snapshot = reload.Current;
            reload.Retain(snapshot);
            if (ReferenceEquals(reload.Current, snapshot))
                return snapshot;

            reload.Release(snapshot);
        }
    }

    private static bool IsComplete(SipMessage message) => message.IsRequest
        && message.TryGetCallId(out _)
        && message.TryGetCSeq(out _)
        && message.TryGetTo(out _)
        && message.TryGetFrom(out _);

    private int Prepare(RoutingContext context, LocalRequest request)
    {
        context.DestinationUri.Set(NextHop(context.Message, request));
        var preferred = request.Socket ?? (layer.Services.Transports.Sockets.Count > 0 ? layer.Services.Transports.Sockets[0] : null);
        if (preferred is null)
            return RelayErrors.StatusOf(477);

        SetSource(context, preferred);
        var status = layer.Services.Forwarder.Resolve(context, context.DestinationUri.Span, out var destination);
        if (status != SendStatus.Sent)
            return RequestForwarder.ErrorCode(status);

        SetSource(context, destination.Socket!);
        if (localRequest.IsDefined && localRequest.Run(context).Drop)
            return RelayErrors.NoBranch;

        return Start(context, request);
    }

    private int Start(RoutingContext context, LocalRequest request)
    {
        var transaction = layer.Create(context, request);
        try
        {
            lock (transaction.Gate)
            {
                if (request.FinalReplyMs > 0)
                    transaction.Setup.FinalReplyMs = request.FinalReplyMs;

                var outcome = layer.Branches.Relay(transaction, context.Worker, default, withMain: true);
                if (outcome.HasFailed)
                    layer.Remove(transaction);

                return outcome.Error;
            }
        }
        finally
        {
            transaction.Release();
        }
    }

    // The first Route is where a loose router is (RFC 3261 §16.12); the request URI otherwise.
    private static ReadOnlySpan<byte> NextHop(SipMessage message, LocalRequest request)
    {
        if (request.NextHop.Length > 0)
            return request.NextHop;

        var routes = new NameAddressReader(message, HeaderName.Route);
        return routes.TryRead(out var first) && first.IsValid ? message.Span(first.Address.Uri) : message.Span(message.RequestUri);
    }

    private void SetSource(RoutingContext context, ListenSocket socket) => context.Received = new ReceivedFrom
    {
        Socket = socket,
        Remote = socket.Local,
        Local = socket.Local,
        Protocol = socket.Protocol,
        UtcTicks = layer.Services.Time.GetUtcNow().UtcTicks,
    };
}
