using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Rr.Api;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Acc;

/// <summary>Accounting: which transactions get a record, and when.</summary>
[Module("acc", Summary = "Accounts transactions in log lines and database rows.", Requires = ["tm"])]
internal sealed partial class AccModule(IScriptLog log, ILoggerFactory logs, StateStore state, TimeProvider time) : IModule, ITransactionObserver
{
    // What a transaction carries that was ready for a record when it began.
    private static readonly ItemSlot<object> Prepared = new();
    private static readonly object Downstream = new();
    private static readonly object Upstream = new();
    private FailedFilter _filter = new();
    private LineWriter _lines = null!;
    private LogLabel _label;
    private LogLabel _callLabel;
    private IRequestDirection? _direction;
    private uint _answered;
    private uint _missed;
    private uint _wanted;

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        validation.Require<ITransactionLayer>("tm");
        _direction = DetectDirection ? validation.Require<IRequestDirection>("rr") : null;
        _filter = FailedFilter.Parse(validation, "failed_filter", FailedFilterCodes);
        if (FailedFilterCodes.Length > 0 && FailedFlag < 0)
            validation.Warn("failed_filter", "failed_filter does nothing without failed_transaction_flag");

        var legs = LegField.Parse(validation, "multi_leg_info", MultiLegInfo);
        var further = new TimeField(TimeMode, TimeMode == 1 ? TimeExtension : TimeAttribute, TimePattern);
        _lines = new LineWriter(log, LogLevel, _label, ExtraField.Parse(validation, "log_extra", LogExtra), legs, further);
        ValidateRows(validation, legs, further);
        ValidateCalls(validation);
        _answered = MaskOf(LogFlag) | (_rows is null ? 0 : MaskOf(DbFlag));
        _missed = MaskOf(LogMissedFlag) | (_rows is null ? 0 : MaskOf(DbMissedFlag));
        _wanted = _answered | _missed | MaskOf(PrepareFlag);
    }

    /// <inheritdoc />
    void ITransactionObserver.Began(RoutingContext context)
    {
        if (!PrepareAlways && (context.Flags & _wanted) == 0)
            return;

        if (context.Message.Method == SipMethod.Cancel && !ReportCancels)
            return;

        // Only the message that loose_route was called on knows its direction.
        var mark = _direction is not null && _direction.IsUpstream(context) ? Upstream : Downstream;
        context.Items.Set(Prepared, mark);
        context.Transaction!.Request.Items.Set(Prepared, mark);
    }

    /// <inheritdoc />
    void ITransactionObserver.Failed(in TransactionReply reply)
    {
        var request = reply.Request;
        if ((request.Flags & _missed) != 0 && IsPrepared(request) && request.Message.Method == SipMethod.Invite)
            WriteMissed(reply);
    }

    /// <inheritdoc />
    void ITransactionObserver.Replied(in TransactionReply reply)
    {
        var request = reply.Request;
        if (!IsPrepared(request))
            return;

        // A failure that no branch brought: the script's own refusal.
        if (reply.Code >= 300 && reply.IsLocal)
            ((ITransactionObserver)this).Failed(reply);

        if ((request.Flags & _answered) != 0 && IsAccounted(reply))
            WriteReply(reply, RecordKind.Answered);
    }

    /// <inheritdoc />
    void ITransactionObserver.Acknowledged(RoutingContext request, RoutingContext ack)
    {
        if (ReportAck && (request.Flags & _answered) != 0 && IsPrepared(request))
            WriteAcknowledged(request, ack);
    }

    private static bool IsPrepared(RoutingContext request) => request.Items.Get(Prepared) is not null;

    private static uint MaskOf(int flag) => flag < 0 ? 0 : 1u << flag;

    private bool IsAccounted(in TransactionReply reply) => reply.Code switch
    {
        < 200 => EarlyMedia && HasBody(reply),
        < 300 => true,
        _ => (reply.Request.Flags & MaskOf(FailedFlag)) != 0 && !_filter.Contains(reply.Code),
    };

    private static bool HasBody(in TransactionReply reply)
    {
        var message = Scratch.Of(reply.Worker);
        return reply.TryParse(message) && !message.Body.IsEmpty;
    }

    // Flags are reset so that serial forking counts each attempt for which the script sets them again.
    private void WriteMissed(in TransactionReply reply)
    {
        WriteReply(reply, RecordKind.Missed);
        reply.Request.Flags &= ~_missed;
    }

    private void Write(in AccountingRecord record, uint flags)
    {
        var isMissed = record.Kind == RecordKind.Missed;
        if ((flags & MaskOf(isMissed ? LogMissedFlag : LogFlag)) != 0)
            _lines.Write(record);

        if ((flags & MaskOf(isMissed ? DbMissedFlag : DbFlag)) != 0)
            _rows?.Write(record, isMissed ? MissedTable : AccTable);
    }
}
