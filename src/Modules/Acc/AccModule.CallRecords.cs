using System.Collections.Concurrent;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Acc;

/// <content>Records of whole calls, through the module dialog.</content>
internal sealed partial class AccModule : IDialogObserver
{
    private const int CallsVersion = 2;
    private const int TextTimes = 4;
    private CallRecords? _calls;
    private CallRowWriter? _callRows;

    /// <summary>Records of calls.</summary>
    [Parameter("cdr_enable", Default = "0", Summary = "1: a record for each call that dialog follows.")]
    public bool CdrEnable { get; set; }

    /// <summary>As log lines.</summary>
    [Parameter("cdr_log_enable", Default = "1", Summary = "1: records of calls are written as log lines.")]
    public bool CdrLogEnable { get; set; } = true;

    /// <summary>When a call begins.</summary>
    [Parameter("cdr_start_on_confirmed", Default = "0", Summary = "1: a call begins with its ACK, 0: with its INVITE.")]
    public bool CdrStartOnConfirmed { get; set; }

    /// <summary>Calls that were refused.</summary>
    [Parameter("cdr_on_failed", Default = "1", Summary = "1: calls that were never answered have a record, of duration 0.")]
    public bool CdrOnFailed { get; set; } = true;

    /// <summary>Calls whose lifetime ended.</summary>
    [Parameter("cdr_expired_dlg_enable", Default = "0", Summary = "1: calls that their lifetime ended, without a BYE, have a record.")]
    public bool CdrExpiredDlgEnable { get; set; }

    /// <summary>Further values.</summary>
    [Parameter("cdr_extra", Summary = "Further values of call records, read when the call ends: caller=$dlg_var(caller);src_ip=$si.")]
    public string CdrExtra { get; set; } = string.Empty;

    /// <summary>Undefined values are NULL.</summary>
    [Parameter("cdr_extra_nullable", Default = "0", Summary = "1: an undefined or empty further value of a call record is NULL, 0: empty text.")]
    public bool CdrExtraNullable { get; set; }

    /// <summary>Accepted.</summary>
    [Parameter("cdr_extra_size", Default = "64", Summary = "Most further values.", NoEffect = "There are as many values as the configuration names.")]
    public int CdrExtraSize { get; set; } = 64;

    /// <summary>Syslog facility of call records; the server's when it is not set.</summary>
    [Parameter("cdr_facility", Summary = "Syslog facility of call records, e.g. LOG_LOCAL5; otherwise the server's.")]
    public LogFacility CdrFacility
    {
        get => new(_callLabel.Facility ?? SyslogFacility.Daemon);
        set => _callLabel = new LogLabel(value.Value);
    }

    /// <summary>Leaves a call out.</summary>
    [Parameter("cdr_skip", Summary = "Name of a variable of the call ($dlg_var) that leaves it out when it is set.")]
    public string CdrSkip { get; set; } = string.Empty;

    /// <summary>Name of the start.</summary>
    [Parameter("cdr_start_id", Default = "start_time", Summary = "Name, and column, of the start of a call.")]
    public string CdrStartId { get; set; } = "start_time";

    /// <summary>Name of the end.</summary>
    [Parameter("cdr_end_id", Default = "end_time", Summary = "Name, and column, of the end of a call.")]
    public string CdrEndId { get; set; } = "end_time";

    /// <summary>Name of the duration.</summary>
    [Parameter("cdr_duration_id", Default = "duration", Summary = "Name, and column, of the duration of a call, in seconds with milliseconds.")]
    public string CdrDurationId { get; set; } = "duration";

    /// <summary>Accepted.</summary>
    [Parameter("cdr_duration_mode", Default = "1", Summary = "How the duration is written.", NoEffect = "A duration always has milliseconds.")]
    public int CdrDurationMode { get; set; } = 1;

    /// <summary>Table of calls.</summary>
    [Parameter("cdrs_table", Summary = "Table of call records, in the database of db_url; empty = no rows.")]
    public string CdrsTable { get; set; } = string.Empty;

    /// <inheritdoc />
    void IDialogObserver.Created(RoutingContext request, SipDialog dialog) => _calls?.Began(dialog);

    /// <inheritdoc />
    void IDialogObserver.Answered(RoutingContext reply, SipDialog dialog) => _calls?.Answered(dialog);

    /// <inheritdoc />
    void IDialogObserver.RequestWithin(RoutingContext request, SipDialog dialog) => _calls?.Within(request, dialog);

    /// <inheritdoc />
    void IDialogObserver.Ended(RoutingContext message, SipDialog dialog) => _calls?.Ended(message, dialog);

    /// <inheritdoc />
    void IDialogObserver.Forgotten(SipDialog dialog) => _calls?.Forgotten(dialog);

    private void ValidateCalls(ModuleValidation validation)
    {
        if (!CdrEnable)
            return;

        validation.Require<IDialogLayer>("dialog");
        var fields = CallField.Parse(validation, "cdr_extra", CdrExtra);
        var settings = new CallRecordSettings(
            CdrStartOnConfirmed, CdrOnFailed, CdrExpiredDlgEnable, CdrSkip, [CdrStartId, CdrEndId, CdrDurationId], fields);
        if (CdrsTable.Length > 0 && _provider is not null)
            _callRows = new CallRowWriter(CdrsTable, settings, TimeMode == TextTimes ? TimePattern : null, CdrExtraNullable, ChecksVersion ? CallsVersion : 0);
        else if (CdrsTable.Length > 0)
            validation.Warn("cdrs_table", "cdrs_table does nothing without db_url");

        var pending = state.GetOrAdd("acc:calls", static () => new ConcurrentDictionary<SipDialog, CallRecord>());
        _calls = new CallRecords(settings, time, pending)
        {
            Lines = CdrLogEnable ? new CallLineWriter(log, LogLevel, _callLabel, settings) : null,
            Rows = _callRows,
        };
    }
}
