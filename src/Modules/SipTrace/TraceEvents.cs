using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipTrace;

/// <summary>Runs <c>event_route[siptrace:msg]</c> on the traced message and answers for <c>$siptrace(…)</c> inside it.</summary>
internal sealed class TraceEvents
{
    private static readonly ItemSlot<TraceEvent> Slot = new();
    private readonly EventRoute _route;

    /// <summary>Works for one module instance.</summary>
    public TraceEvents(EventRoute route) => _route = route;

    /// <summary>True when the script has the route or the callback.</summary>
    public bool IsDefined => _route.IsDefined;

    /// <summary>Runs the route on a parsed message.</summary>
    /// <returns>False when the route dropped it.</returns>
    public bool Allows(TraceScratch scratch, in TapEvent shown, bool isOutgoing)
    {
        var traced = scratch.Event;
        traced.Protocol = shown.Protocol;
        traced.Source = isOutgoing ? shown.Local : shown.Remote;
        traced.Destination = isOutgoing ? shown.Remote : shown.Local;
        traced.IsOutgoing = isOutgoing;

        var context = shown.Worker.Rent();
        context.Snapshot = shown.Snapshot!;
        context.Received = new ReceivedFrom
        {
            Socket = shown.Socket, Remote = traced.Source, Local = traced.Destination, Protocol = shown.Protocol,
            ConnectionId = shown.ConnectionId, UtcTicks = shown.UtcTicks,
        };
        context.Message.TryParse(scratch.Buffer, shown.Bytes.Length);
        context.Items.Set(Slot, traced);
        scratch.IsRunning = true;
        var result = _route.Run(context);
        scratch.IsRunning = false;
        shown.Worker.Return(context);
        return !result.Drop;
    }

    /// <summary>A property of the message that the running event is about; undefined outside the event.</summary>
    public static ScriptValue Read(RoutingContext context, TraceField field)
    {
        if (context.Items.Get(Slot) is not { } traced)
            return ScriptValue.Undefined;

        var endPoint = field.IsSource ? traced.Source : traced.Destination;
        return field.Part switch
        {
            TracePart.Port => ScriptValue.Of(endPoint.Port),
            TracePart.Protocol => ScriptValue.Of(traced.Protocol.Name()),
            TracePart.Direction => ScriptValue.Of(traced.IsOutgoing ? "out" : "in"),
            TracePart.HostIp => ScriptValue.Of(endPoint.HostText()),
            TracePart.Host => ScriptValue.Of(Host(endPoint)),
            _ => ScriptValue.Of($"{traced.Protocol.Name()}:{Host(endPoint)}:{endPoint.Port}"),
        };
    }

    private static string Host(in HostEndPoint endPoint) => endPoint.IsV6 ? $"[{endPoint.HostText()}]" : endPoint.HostText();
}
