using Signalbox.Modules.Hep.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>Where a payload that is not SIP is stored without running the script.</summary>
/// <param name="Table">Table.</param>
/// <param name="Type">Value of the column <c>type</c>.</param>
internal sealed record ReportTarget(string Table, int Type)
{
    /// <summary>Value of the column <c>type</c> for RTCP.</summary>
    public const int RtcpType = 3;

    private static readonly ReportTarget Rtcp = new("rtcp_capture", RtcpType);
    private static readonly ReportTarget Quality = new("report_capture", 2);
    private static readonly ReportTarget Report = new("report_capture", 4);
    private static readonly ReportTarget Log = new("logs_capture", 5);

    /// <summary>The target of a payload type; null for those that are handled as SIP.</summary>
    public static ReportTarget? Of(HepPayloadType type) => type switch
    {
        HepPayloadType.Rtcp => Rtcp,
        HepPayloadType.QualityReport => Quality,
        HepPayloadType.Report => Report,
        HepPayloadType.Log => Log,
        _ => null,
    };
}
