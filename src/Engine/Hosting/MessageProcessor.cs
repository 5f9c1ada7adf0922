using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Hosting;

/// <summary>
/// The way of one message: hooks, tap, parser, routes. Pins one snapshot from the first byte to the last; a defect costs
/// the message, never the worker.
/// </summary>
internal sealed class MessageProcessor(LiveSnapshot live, RouteRunner routes, FaultLog faults, ITransportTable transports) : IMessageInput
{
    // The peer's core throws shorter datagrams away before anybody sees them (spec sipdump §1).
    private const int MinDatagramBytes = 32;

    /// <inheritdoc />
    public void Process(WorkerState worker, byte[] buffer, int length, in ReceivedFrom from)
    {
        if (!IsWorthwhile(buffer.AsSpan(0, length), from.Protocol))
        {
            worker.Counters.Keepalives++;
            return;
        }

        var snapshot = live.Enter(worker, out var outer);
        if (snapshot is null)
            return;

        var context = worker.Rent();
        try
        {
            context.Snapshot = snapshot;
            context.Received = from;
            Handle(context, buffer, length);
        }
        catch (Exception defect)
        {
            faults.Report(worker, defect, context.Message, from);
        }
        finally
        {
            worker.Return(context);
            LiveSnapshot.Leave(worker, outer);
        }
    }

    /// <inheritdoc />
    public bool ProcessCaptured(
        WorkerState worker,
        byte[] buffer,
        int length,
        in ReceivedFrom from,
        Action<RoutingContext, object?>? prepare = null,
        object? state = null)
    {
        var snapshot = live.Enter(worker, out var outer);
        if (snapshot is null)
            return false;

        var context = worker.Rent();
        try
        {
            context.Snapshot = snapshot;
            context.Received = from;
            if (!Parse(context, buffer, length))
                return false;

            prepare?.Invoke(context, state);
            routes.RunCaptured(context);
            return true;
        }
        catch (Exception defect)
        {
            faults.Report(worker, defect, context.Message, from);
            return true;
        }
        finally
        {
            worker.Return(context);
            LiveSnapshot.Leave(worker, outer);
        }
    }

    private static bool IsWorthwhile(ReadOnlySpan<byte> bytes, TransportProtocol protocol)
    {
        if (protocol == TransportProtocol.Udp && bytes.Length < MinDatagramBytes)
            return false;

        return bytes.ContainsAnyExcept((byte)'\r', (byte)'\n', (byte)0);
    }

    private static bool Parse(RoutingContext context, byte[] buffer, int length) =>
        context.Message.TryParse(buffer, length) && context.Message.HasRequired;

    private static bool TakenByHook(RoutingContext context, ReadOnlySpan<byte> bytes)
    {
        foreach (var hook in context.Snapshot.DatagramHooks)
        {
            if (hook.Received(context.Worker, bytes, context.Received))
                return true;
        }

        return false;
    }

    private void Handle(RoutingContext context, byte[] buffer, int length)
    {
        ReadOnlySpan<byte> bytes = buffer.AsSpan(0, length);
        if (TakenByHook(context, bytes))
        {
            context.Worker.Counters.TakenByHooks++;
            return;
        }

        MessageTap.Received(context.Snapshot, context.Worker, bytes, context.Received);
        var isGood = Parse(context, buffer, length);
        if (context.Snapshot.Settings.ReceivedRouteMode == 1 && !RunEvent(context, CoreEvents.MessageReceived))
            return;

        if (!isGood)
        {
            Refuse(context, bytes);
            RunEvent(context, CoreEvents.ParseError);
            return;
        }

        context.Worker.MessageCount++;
        if (context.Snapshot.Routes.PreRouting is { } before && !RunEvent(context, before))
            return;

        if (context.Message.IsRequest)
            routes.RunRequest(context);
        else if (!context.Snapshot.Settings.CheckVia || IsOwnReply(context))
            routes.RunReply(context);
        else
            context.Worker.Counters.DroppedReplies++;
    }

    private static bool RunEvent(RoutingContext context, string name) =>
        context.Snapshot.Routes.Find(RouteKinds.Event, name) is not { } route || RunEvent(context, route);

    // False when the route dropped the message.
    private static bool RunEvent(RoutingContext context, RouteBody route)
    {
        context.Route = RouteKinds.Event;
        var result = route.Run(context);
        var isKept = !result.Drop && !context.DropRequested;
        context.DropRequested = false;
        context.ReturnCode = 0;
        return isKept;
    }

    private bool IsOwnReply(RoutingContext context) => context.Message.TryGetVia(out var via)
        && transports.IsMyself(context.Snapshot, context.Message.Span(via.Host), via.Port, via.Transport);

    private static void Refuse(RoutingContext context, ReadOnlySpan<byte> bytes)
    {
        context.Worker.Counters.BadMessages++;
        if (context.Message.IsRequest && context.Message.Method != Messages.SipMethod.None)
            context.Worker.Counters.FailedRequests++;

        foreach (var hook in context.Snapshot.DatagramHooks)
        {
            if (hook.Unparsable(context.Worker, bytes, context.Received))
                return;
        }
    }
}
