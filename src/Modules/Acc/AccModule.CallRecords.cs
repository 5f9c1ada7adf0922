using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Acc;

/// <content>Records of whole calls: their parameters are known, the records are not written yet.</content>
internal sealed partial class AccModule
{
    private const string NoCallRecords = "Records of whole calls are not written; cdr_enable is refused.";

    /// <summary>Asks for records of calls, which is refused.</summary>
    [Parameter("cdr_enable", Default = "0", Summary = "Records of whole calls: 1 is refused.", Min = 0, Max = 1)]
    public int CdrEnable { get; set; }

    /// <summary>Accepted.</summary>
    [Parameter("cdr_log_enable", Default = "1", Summary = "Records of calls as log lines.", NoEffect = NoCallRecords)]
    public int CdrLogEnable { get; set; } = 1;

    /// <summary>Accepted.</summary>
    [Parameter("cdr_start_on_confirmed", Default = "0", Summary = "A call begins with its 200, not with the INVITE.", NoEffect = NoCallRecords)]
    public int CdrStartOnConfirmed { get; set; }

    /// <summary>Accepted.</summary>
    [Parameter("cdr_on_failed", Default = "1", Summary = "Records of failed calls too.", NoEffect = NoCallRecords)]
    public int CdrOnFailed { get; set; } = 1;

    /// <summary>Accepted.</summary>
    [Parameter("cdr_expired_dlg_enable", Default = "0", Summary = "Records of calls whose dialog expired.", NoEffect = NoCallRecords)]
    public int CdrExpiredDlgEnable { get; set; }

    /// <summary>Accepted.</summary>
    [Parameter("cdr_extra", Summary = "Further values of call records.", NoEffect = NoCallRecords)]
    public string CdrExtra { get; set; } = string.Empty;

    /// <summary>Accepted.</summary>
    [Parameter("cdr_extra_nullable", Default = "0", Summary = "Undefined further values are NULL.", NoEffect = NoCallRecords)]
    public int CdrExtraNullable { get; set; }

    /// <summary>Accepted.</summary>
    [Parameter("cdr_extra_size", Default = "64", Summary = "Most further values.", NoEffect = NoCallRecords)]
    public int CdrExtraSize { get; set; } = 64;

    /// <summary>Accepted.</summary>
    [Parameter("cdr_facility", Summary = "Syslog facility of call records.", NoEffect = NoCallRecords)]
    public string CdrFacility { get; set; } = string.Empty;

    /// <summary>Accepted.</summary>
    [Parameter("cdr_skip", Summary = "Dialog variable that leaves a call out.", NoEffect = NoCallRecords)]
    public string CdrSkip { get; set; } = string.Empty;

    /// <summary>Accepted.</summary>
    [Parameter("cdr_start_id", Default = "start_time", Summary = "Name of the start.", NoEffect = NoCallRecords)]
    public string CdrStartId { get; set; } = "start_time";

    /// <summary>Accepted.</summary>
    [Parameter("cdr_end_id", Default = "end_time", Summary = "Name of the end.", NoEffect = NoCallRecords)]
    public string CdrEndId { get; set; } = "end_time";

    /// <summary>Accepted.</summary>
    [Parameter("cdr_duration_id", Default = "duration", Summary = "Name of the duration.", NoEffect = NoCallRecords)]
    public string CdrDurationId { get; set; } = "duration";

    /// <summary>Accepted.</summary>
    [Parameter("cdr_duration_mode", Default = "1", Summary = "How the duration is written.", NoEffect = NoCallRecords)]
    public int CdrDurationMode { get; set; } = 1;

    /// <summary>Accepted.</summary>
    [Parameter("cdrs_table", Summary = "Table of call records.", NoEffect = NoCallRecords)]
    public string CdrsTable { get; set; } = string.Empty;
}
