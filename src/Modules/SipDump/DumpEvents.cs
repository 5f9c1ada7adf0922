using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.SipDump;

/// <summary>Runs <c>event_route[sipdump:msg]</c> and answers for <c>$sipdump(…)</c> inside it.</summary>
internal sealed class DumpEvents
{
    private static readonly ItemSlot<DumpEvent> Slot = new();

    // The route runs on a message of ours, as in the peer: the dumped one may be no SIP at all.
    private static readonly byte[] Carrier = OwnRequests.TextOf("sipdump");

    private readonly EventRoute _route;

    /// <summary>Works for one module instance.</summary>
    public DumpEvents(EventRoute route) => _route = route;

    /// <summary>Runs the route when there is one; true when it dropped the message.</summary>
    public bool IsDropped(string tag, in TapEvent message, in HostEndPoint source, in HostEndPoint destination)
    {
        if (!_route.IsDefined || message.Snapshot is null)
            return false;

        var worker = message.Worker;
        var shown = EventOf(worker);
        if (shown.IsRunning)
            return false;

        shown.Set(tag, message.Bytes, message.Protocol, source, destination);
        shown.IsRunning = true;
        var context = OwnRequests.Rent(worker, message.Snapshot, Carrier);
        context.Received = new ReceivedFrom
        {
            Socket = message.Socket, Remote = source, Local = destination, Protocol = message.Protocol, UtcTicks = message.UtcTicks,
        };
        context.Items.Set(Slot, shown);
        var result = _route.Run(context);
        worker.Return(context);
        shown.IsRunning = false;
        return result.Drop;
    }

    /// <summary>A key of <c>$sipdump</c> by its name, or null.</summary>
    public static DumpField? FieldOf(string name) => name switch
    {
        "tag" => DumpField.Tag,
        "buf" => DumpField.Buffer,
        "len" => DumpField.Length,
        "af" => DumpField.Family,
        "proto" or "sproto" => DumpField.Protocol,
        "src_ip" => DumpField.SourceIp,
        "dst_ip" => DumpField.DestinationIp,
        "src_port" => DumpField.SourcePort,
        "dst_port" => DumpField.DestinationPort,
        "call_id" => DumpField.CallId,
        _ => null,
    };

    /// <summary>A property of the message that the running event is about; undefined outside the event.</summary>
    public static ScriptValue Read(RoutingContext context, DumpField field)
    {
        if (context.Items.Get(Slot) is not { } shown)
            return ScriptValue.Undefined;

        return field switch
        {
            DumpField.Tag => ScriptValue.Of(shown.Tag),
            DumpField.Buffer => shown.Bytes,
            DumpField.Length => ScriptValue.Of(shown.Length),
            DumpField.Family => ScriptValue.Of(shown.IsV6 ? "ipv6" : "ipv4"),
            DumpField.Protocol => ScriptValue.Of(shown.Protocol.Name()),
            DumpField.SourceIp => ScriptValue.Of(shown.Source.HostText()),
            DumpField.DestinationIp => ScriptValue.Of(shown.Destination.HostText()),
            DumpField.SourcePort => ScriptValue.Of(shown.Source.Port),
            DumpField.DestinationPort => ScriptValue.Of(shown.Destination.Port),
            _ => shown.CallId(),
        };
    }

    private static DumpEvent EventOf(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(Slot, out var found))
            return (DumpEvent)found;

        var made = new DumpEvent();
        worker.Locals.Add(Slot, made);
        return made;
    }
}
