using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipTrace;

/// <summary>The copy that sip_trace_msg() sends: text, addresses and correlation id of the script's own, in HEP 3.</summary>
internal static class MadeMessage
{
    private const int HepVersion = 3;

    /// <summary>Sends it; false when an address cannot be read or it could not be sent.</summary>
    public static bool Send(TraceMirror mirror, RoutingContext context, TraceTarget target, in ScriptValue message, in ScriptValue source, in ScriptValue destination, in ScriptValue correlationId)
    {
        var bytes = context.Worker.RentWriter();
        var correlation = context.Worker.RentWriter();
        message.WriteTo(bytes);
        correlationId.WriteTo(correlation);
        var record = new TraceRecord
        {
            Bytes = bytes.Written,
            From = new TraceAddress(Latin1.ToBytes(source.ToText())),
            To = new TraceAddress(Latin1.ToBytes(destination.ToText())),
            UtcTicks = DateTime.UtcNow.Ticks,
            CorrelationId = correlation.Written,
        };
        var sent = mirror.SendHep(context.Worker, context.Snapshot, target, record, record.Bytes, HepVersion);
        context.Worker.Return(correlation);
        context.Worker.Return(bytes);
        return sent;
    }
}
