using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Acc;

/// <content>Parameters of log lines and of what is accounted.</content>
internal sealed partial class AccModule
{
    private const string NoSizes = "There are as many values as the configuration names.";

    /// <summary>Accounts early media.</summary>
    [Parameter("early_media", Default = "0", Summary = "1: account provisional replies with a body too.")]
    public bool EarlyMedia { get; set; }

    /// <summary>Flag of transactions that are accounted although they failed.</summary>
    [Parameter("failed_transaction_flag", Default = "-1", Summary = "Flag: account the transaction also with a final reply from 300 on.", Min = -1, Max = 31)]
    public int FailedFlag { get; set; } = -1;

    /// <summary>Codes that are not accounted all the same.</summary>
    [Parameter("failed_filter", Summary = "Status codes, separated by commas, that failed_transaction_flag does not cover.")]
    public string FailedFilterCodes { get; set; } = string.Empty;

    /// <summary>Accounts ACKs.</summary>
    [Parameter("report_ack", Default = "0", Summary = "1: account the ACK to a 2xx when it comes by while its INVITE is known.")]
    public bool ReportAck { get; set; }

    /// <summary>Accounts CANCELs.</summary>
    [Parameter("report_cancels", Default = "0", Summary = "1: account CANCEL transactions.")]
    public bool ReportCancels { get; set; }

    /// <summary>Changes the sides of requests from the callee.</summary>
    [Parameter("detect_direction", Default = "0", Summary = "1: From and To tag change places in requests from callee to caller; needs rr and its append_fromtag.")]
    public bool DetectDirection { get; set; }

    /// <summary>Reason comes from the header of that name.</summary>
    [Parameter("reason_from_hf", Default = "0", Summary = "1: the reason is the value of the reply's Reason header, when it has one.")]
    public bool ReasonFromHeader { get; set; }

    /// <summary>Legs of a call.</summary>
    [Parameter("multi_leg_info", Summary = "AVPs that hold a value for each leg: src=$avp(src);dst=$avp(dst).")]
    public string MultiLegInfo { get; set; } = string.Empty;

    /// <summary>Flag that gets a transaction ready.</summary>
    [Parameter("acc_prepare_flag", Default = "-1", Summary = "Flag: get ready for a record, so that the other flags may be set later.", Min = -1, Max = 31)]
    public int PrepareFlag { get; set; } = -1;

    /// <summary>Gets all transactions ready.</summary>
    [Parameter("acc_prepare_always", Default = "0", Summary = "1: as with acc_prepare_flag, for every request.")]
    public bool PrepareAlways { get; set; }

    /// <summary>Flag of transactions with a log line.</summary>
    [Parameter("log_flag", Default = "-1", Summary = "Flag: write a log line for the transaction.", Min = -1, Max = 31)]
    public int LogFlag { get; set; } = -1;

    /// <summary>Flag of calls whose failure makes a log line.</summary>
    [Parameter("log_missed_flag", Default = "-1", Summary = "Flag: write a log line when the INVITE fails; it is reset then.", Min = -1, Max = 31)]
    public int LogMissedFlag { get; set; } = -1;

    /// <summary>Further values of log lines.</summary>
    [Parameter("log_extra", Summary = "Further values of log lines: src_user=$fU;src_ip=$si.")]
    public string LogExtra { get; set; } = string.Empty;

    /// <summary>Level of the lines.</summary>
    [Parameter("log_level", Default = "1", Summary = "Level of the log lines; 1 is notice.", Min = -5, Max = 3)]
    public int LogLevel { get; set; } = 1;

    /// <summary>Syslog facility of the lines; the server's when it is not set.</summary>
    [Parameter("log_facility", Summary = "Syslog facility of the lines, e.g. LOG_LOCAL5; otherwise the server's.")]
    public LogFacility LogFacility
    {
        get => new(_label.Facility ?? SyslogFacility.Daemon);
        set => _label = new LogLabel(value.Value);
    }

    /// <summary>The further time.</summary>
    [Parameter("time_mode", Default = "0", Summary = "A further time: 0 none, 1 microseconds, 2 seconds with milliseconds, 3 by time_format in the server's zone, 4 by time_format in UTC.", Min = 0, Max = 4)]
    public int TimeMode { get; set; }

    /// <summary>Its name in modes 2 to 4.</summary>
    [Parameter("time_attr", Default = "time_attr", Summary = "Name, and column, of the further time in modes 2 to 4.")]
    public string TimeAttribute { get; set; } = "time_attr";

    /// <summary>Its name in mode 1.</summary>
    [Parameter("time_exten", Default = "time_exten", Summary = "Name, and column, of the further time in mode 1.")]
    public string TimeExtension { get; set; } = "time_exten";

    /// <summary>Its format.</summary>
    [Parameter("time_format", Default = "%Y-%m-%d %H:%M:%S", Summary = "strftime format of the further time in modes 3 and 4.")]
    public string TimePattern { get; set; } = "%Y-%m-%d %H:%M:%S";

    /// <summary>Accepted.</summary>
    [Parameter("acc_extra_size", Default = "64", Summary = "Most further values.", NoEffect = NoSizes)]
    public int ExtraSize { get; set; } = 64;

    /// <summary>Accepted.</summary>
    [Parameter("clone_msg", Default = "1", Summary = "Keep a copy of the request for the record.", NoEffect = "A transaction always has its request.")]
    public bool CloneMessage { get; set; } = true;
}
