using Signalbox.Engine.Configuration;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;

namespace Signalbox.Modules.SipTrace;

/// <summary>
/// Makes the records of sip_trace() calls and of the transactions that they arm. A call marks the message; everything
/// after that comes from the tap.
/// </summary>
internal sealed class ScriptTracer
{
    private static readonly ItemSlot<TraceMark> Armed = new();
    private static readonly ItemSlot<TraceMark> Recorded = new();
    private readonly TraceSettings _settings;
    private readonly TraceRecorder _recorder;
    private readonly Toggle _on;

    /// <summary>Creates the tracer of one generation.</summary>
    public ScriptTracer(TraceSettings settings, TraceRecorder recorder, Toggle on)
    {
        _settings = settings;
        _recorder = recorder;
        _on = on;
    }

    /// <summary>A sip_trace() call.</summary>
    /// <param name="context">The message.</param>
    /// <param name="target">Destination of the script, or null.</param>
    /// <param name="correlationId">Correlation id; empty = none.</param>
    /// <param name="isTransaction">True to trace the whole transaction.</param>
    /// <returns>False when tracing is off, headers are missing, or storing or sending failed.</returns>
    public bool Call(RoutingContext context, TraceTarget? target, ReadOnlySpan<byte> correlationId, bool isTransaction)
    {
        var isWanted = IsWanted(context.Avps);
        if (isTransaction)
        {
            if (!context.Message.IsRequest)
                return false;

            // As in the peer, a switch that is off stops the record of the call, not what it arms.
            if (isWanted || !_settings.StopsAtOnce)
                Arm(context, target);
        }

        if (!isWanted)
            return false;

        return RecordCall(context, context.Route == RouteKinds.OnSend ? context.Outgoing : null, target, correlationId);
    }

    /// <summary>A request inside of a traced dialog: it is recorded, and so will be what its transaction does.</summary>
    public void TraceWithin(RoutingContext request, TraceTarget? target)
    {
        if (!IsWanted(request.Avps))
            return;

        Arm(request, target);
        if (request.Items.Get(Recorded) is null)
            RecordCall(request, outgoing: null, target, default);
    }

    /// <summary>A message that belongs to a transaction came in, or an ACK for a stateless reply.</summary>
    public void Matched(in TapEvent shown)
    {
        if (shown.Context is not { } context || context.Items.Get(Recorded) is not null)
            return;

        var message = context.Message;
        if (shown.Transaction is null)
        {
            if (_settings.TracesStatelessAcks && message.Method == SipMethod.Ack && IsWanted(context.Avps))
                Record(shown, message, message.Bytes, target: null, isOutgoing: false);

            return;
        }

        // A repeated request is recorded only when the script runs again and calls for it.
        var counts = !message.IsRequest || message.Method == SipMethod.Ack || (message.Method == SipMethod.Cancel && !shown.IsRetransmission);
        if (counts && MarkOf(shown, byFlag: !message.IsRequest) is { } mark)
            Record(shown, message, message.Bytes, mark.Target, isOutgoing: false);
    }

    /// <summary>A message was sent.</summary>
    public void Sent(in TapEvent shown)
    {
        switch (shown.Origin)
        {
            case MessageOrigin.StatelessReply:
                SentStatelessReply(shown);
                break;
            case MessageOrigin.Forwarded or MessageOrigin.TransactionReply:
                SentByTransaction(shown, SourceOf(shown));
                break;
            case MessageOrigin.LocalAck or MessageOrigin.LocalCancel:
                SentByTransaction(shown, shown.Transaction?.Request.Message);
                break;
        }
    }

    private static void Arm(RoutingContext context, TraceTarget? target)
    {
        var mark = target?.Mark ?? TraceMark.Default;
        context.Items.Set(Armed, mark);

        // The transaction may exist already (failure_route, t_newtran): it has its own copy of the items.
        context.Transaction?.Request.Items.Set(Armed, mark);
    }

    private TraceMark? MarkOf(in TapEvent shown, bool byFlag)
    {
        var request = shown.Transaction?.Request ?? shown.Context;
        if (request is null)
            return null;

        return request.Items.Get(Armed) ?? shown.Context?.Items.Get(Armed) ?? (byFlag && _settings.FlagAlone && IsMarked(request) ? TraceMark.Default : null);
    }

    // The old dialect: the flag or a user of the message is enough, and both are looked at each time.
    private bool IsMarked(RoutingContext request) => ((request.Flags & _settings.FlagMask) != 0 && _on.IsOn) || HasUser(request.Avps);

    // A negative reply that waited for other branches comes with the request: its own tags are in its bytes alone.
    private static SipMessage? SourceOf(in TapEvent shown)
    {
        var source = shown.Context?.Message;
        if (shown.Origin != MessageOrigin.Forwarded || source is not { IsRequest: true } || !shown.Bytes.StartsWith("SIP/2.0 "u8))
            return source;

        var scratch = TraceScratch.Of(shown.Worker);
        return scratch.TryParse(shown) ? scratch.Message : source;
    }

    private bool IsWanted(AvpStore avps) => _on.IsOn || HasUser(avps);

    private bool HasUser(AvpStore avps) => _settings.UserAvp is { } name && avps.Get(name).IsDefined;

    // Without an outgoing message it is the received one.
    private bool RecordCall(RoutingContext context, OutgoingMessage? outgoing, TraceTarget? target, ReadOnlySpan<byte> correlationId)
    {
        if (!TraceRecord.TryStart(context.Message, outgoing is null ? context.Message.Bytes : outgoing.Bytes.Span, out var record))
            return false;

        if (outgoing is null)
            SetReceived(context, ref record);
        else
            SetOutgoing(context, outgoing, ref record);

        record.CorrelationId = correlationId;
        record.Target = target;
        record.Avps = context.Avps;
        return _recorder.Record(context.Worker, context.Snapshot, record, _on.IsOn);
    }

    private void SetReceived(RoutingContext context, ref TraceRecord record)
    {
        context.Items.Set(Recorded, TraceMark.Default);
        record.From = new TraceAddress(context.Received.Protocol, context.Received.Remote) { IsBare = _settings.HasBareAddresses };
        record.To = Local(new TraceAddress(context.Received.Protocol, context.Received.Local) { IsBare = _settings.HasBareAddresses });
        record.UtcTicks = context.Received.UtcTicks;
    }

    private void SetOutgoing(RoutingContext context, OutgoingMessage outgoing, ref TraceRecord record)
    {
        var destination = outgoing.Destination;
        record.From = Local(new TraceAddress(destination.Protocol, destination.Socket?.Local ?? context.Received.Local));
        record.To = new TraceAddress(destination.Protocol, destination.Remote);
        record.UtcTicks = DateTime.UtcNow.Ticks;
        record.IsOutgoing = true;
    }

    private void SentStatelessReply(in TapEvent shown)
    {
        if (shown.Context is not { } request)
            return;

        // Replies of the stateless replier never go to the destination that the script gave.
        if (HasUser(request.Avps) || MarkOf(shown, byFlag: true) is not null)
            Record(shown, request.Message, shown.Bytes, target: null, isOutgoing: true);
    }

    private void SentByTransaction(in TapEvent shown, SipMessage? source)
    {
        if (source is null || shown.Transaction is null || shown.IsRetransmission || MarkOf(shown, shown.Origin != MessageOrigin.LocalAck) is not { } mark)
            return;

        Record(shown, source, shown.Bytes, mark.Target, isOutgoing: true);
    }

    private void Record(in TapEvent shown, SipMessage source, ReadOnlySpan<byte> bytes, TraceTarget? target, bool isOutgoing)
    {
        var avps = shown.Transaction?.Request.Avps ?? shown.Context!.Avps;
        if (shown.Snapshot is null || (_settings.StopsAtOnce && !IsWanted(avps)) || !TraceRecord.TryStart(source, bytes, out var record))
            return;

        record.SetEnds(shown, isOutgoing);
        if (_settings.HasBareAddresses)
            record.SetBare();

        if (isOutgoing)
            record.From = Local(record.From);
        else
            record.To = Local(record.To);

        record.IsRepeated = shown.IsRetransmission;
        record.Target = target;
        record.Avps = avps;
        _recorder.Record(shown.Worker, shown.Snapshot, record, _on.IsOn);
    }

    private TraceAddress Local(TraceAddress address) => _settings.LocalIp.Length > 0 ? new TraceAddress(_settings.LocalIp) : address;
}
