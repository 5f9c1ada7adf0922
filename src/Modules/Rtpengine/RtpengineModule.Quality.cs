using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Rtpengine;

/// <content>Parameters that name variables for the quality of a call.</content>
internal sealed partial class RtpengineModule
{
    private const string NotFetched = "the quality of a call is not put into variables; rtpengine_query_v has it";

    /// <summary>Variable for mos A label.</summary>
    [Parameter("mos_A_label_pv", Summary = "Variable for mos A label.", NoEffect = NotFetched)]
    public string MosALabelPv { get; set; } = string.Empty;

    /// <summary>Variable for mos B label.</summary>
    [Parameter("mos_B_label_pv", Summary = "Variable for mos B label.", NoEffect = NotFetched)]
    public string MosBLabelPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average A.</summary>
    [Parameter("mos_average_A_pv", Summary = "Variable for mos average A.", NoEffect = NotFetched)]
    public string MosAverageAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average B.</summary>
    [Parameter("mos_average_B_pv", Summary = "Variable for mos average B.", NoEffect = NotFetched)]
    public string MosAverageBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average jitter A.</summary>
    [Parameter("mos_average_jitter_A_pv", Summary = "Variable for mos average jitter A.", NoEffect = NotFetched)]
    public string MosAverageJitterAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average jitter B.</summary>
    [Parameter("mos_average_jitter_B_pv", Summary = "Variable for mos average jitter B.", NoEffect = NotFetched)]
    public string MosAverageJitterBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average jitter.</summary>
    [Parameter("mos_average_jitter_pv", Summary = "Variable for mos average jitter.", NoEffect = NotFetched)]
    public string MosAverageJitterPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average packetloss A.</summary>
    [Parameter("mos_average_packetloss_A_pv", Summary = "Variable for mos average packetloss A.", NoEffect = NotFetched)]
    public string MosAveragePacketlossAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average packetloss B.</summary>
    [Parameter("mos_average_packetloss_B_pv", Summary = "Variable for mos average packetloss B.", NoEffect = NotFetched)]
    public string MosAveragePacketlossBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average packetloss.</summary>
    [Parameter("mos_average_packetloss_pv", Summary = "Variable for mos average packetloss.", NoEffect = NotFetched)]
    public string MosAveragePacketlossPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average.</summary>
    [Parameter("mos_average_pv", Summary = "Variable for mos average.", NoEffect = NotFetched)]
    public string MosAveragePv { get; set; } = string.Empty;

    /// <summary>Variable for mos average roundtrip A.</summary>
    [Parameter("mos_average_roundtrip_A_pv", Summary = "Variable for mos average roundtrip A.", NoEffect = NotFetched)]
    public string MosAverageRoundtripAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average roundtrip B.</summary>
    [Parameter("mos_average_roundtrip_B_pv", Summary = "Variable for mos average roundtrip B.", NoEffect = NotFetched)]
    public string MosAverageRoundtripBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average roundtrip leg A.</summary>
    [Parameter("mos_average_roundtrip_leg_A_pv", Summary = "Variable for mos average roundtrip leg A.", NoEffect = NotFetched)]
    public string MosAverageRoundtripLegAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average roundtrip leg B.</summary>
    [Parameter("mos_average_roundtrip_leg_B_pv", Summary = "Variable for mos average roundtrip leg B.", NoEffect = NotFetched)]
    public string MosAverageRoundtripLegBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average roundtrip leg.</summary>
    [Parameter("mos_average_roundtrip_leg_pv", Summary = "Variable for mos average roundtrip leg.", NoEffect = NotFetched)]
    public string MosAverageRoundtripLegPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average roundtrip.</summary>
    [Parameter("mos_average_roundtrip_pv", Summary = "Variable for mos average roundtrip.", NoEffect = NotFetched)]
    public string MosAverageRoundtripPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average samples A.</summary>
    [Parameter("mos_average_samples_A_pv", Summary = "Variable for mos average samples A.", NoEffect = NotFetched)]
    public string MosAverageSamplesAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average samples B.</summary>
    [Parameter("mos_average_samples_B_pv", Summary = "Variable for mos average samples B.", NoEffect = NotFetched)]
    public string MosAverageSamplesBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos average samples.</summary>
    [Parameter("mos_average_samples_pv", Summary = "Variable for mos average samples.", NoEffect = NotFetched)]
    public string MosAverageSamplesPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max A.</summary>
    [Parameter("mos_max_A_pv", Summary = "Variable for mos max A.", NoEffect = NotFetched)]
    public string MosMaxAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max B.</summary>
    [Parameter("mos_max_B_pv", Summary = "Variable for mos max B.", NoEffect = NotFetched)]
    public string MosMaxBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max at A.</summary>
    [Parameter("mos_max_at_A_pv", Summary = "Variable for mos max at A.", NoEffect = NotFetched)]
    public string MosMaxAtAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max at B.</summary>
    [Parameter("mos_max_at_B_pv", Summary = "Variable for mos max at B.", NoEffect = NotFetched)]
    public string MosMaxAtBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max at.</summary>
    [Parameter("mos_max_at_pv", Summary = "Variable for mos max at.", NoEffect = NotFetched)]
    public string MosMaxAtPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max jitter A.</summary>
    [Parameter("mos_max_jitter_A_pv", Summary = "Variable for mos max jitter A.", NoEffect = NotFetched)]
    public string MosMaxJitterAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max jitter B.</summary>
    [Parameter("mos_max_jitter_B_pv", Summary = "Variable for mos max jitter B.", NoEffect = NotFetched)]
    public string MosMaxJitterBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max jitter.</summary>
    [Parameter("mos_max_jitter_pv", Summary = "Variable for mos max jitter.", NoEffect = NotFetched)]
    public string MosMaxJitterPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max packetloss A.</summary>
    [Parameter("mos_max_packetloss_A_pv", Summary = "Variable for mos max packetloss A.", NoEffect = NotFetched)]
    public string MosMaxPacketlossAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max packetloss B.</summary>
    [Parameter("mos_max_packetloss_B_pv", Summary = "Variable for mos max packetloss B.", NoEffect = NotFetched)]
    public string MosMaxPacketlossBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max packetloss.</summary>
    [Parameter("mos_max_packetloss_pv", Summary = "Variable for mos max packetloss.", NoEffect = NotFetched)]
    public string MosMaxPacketlossPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max.</summary>
    [Parameter("mos_max_pv", Summary = "Variable for mos max.", NoEffect = NotFetched)]
    public string MosMaxPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max roundtrip A.</summary>
    [Parameter("mos_max_roundtrip_A_pv", Summary = "Variable for mos max roundtrip A.", NoEffect = NotFetched)]
    public string MosMaxRoundtripAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max roundtrip B.</summary>
    [Parameter("mos_max_roundtrip_B_pv", Summary = "Variable for mos max roundtrip B.", NoEffect = NotFetched)]
    public string MosMaxRoundtripBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max roundtrip leg A.</summary>
    [Parameter("mos_max_roundtrip_leg_A_pv", Summary = "Variable for mos max roundtrip leg A.", NoEffect = NotFetched)]
    public string MosMaxRoundtripLegAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max roundtrip leg B.</summary>
    [Parameter("mos_max_roundtrip_leg_B_pv", Summary = "Variable for mos max roundtrip leg B.", NoEffect = NotFetched)]
    public string MosMaxRoundtripLegBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max roundtrip leg.</summary>
    [Parameter("mos_max_roundtrip_leg_pv", Summary = "Variable for mos max roundtrip leg.", NoEffect = NotFetched)]
    public string MosMaxRoundtripLegPv { get; set; } = string.Empty;

    /// <summary>Variable for mos max roundtrip.</summary>
    [Parameter("mos_max_roundtrip_pv", Summary = "Variable for mos max roundtrip.", NoEffect = NotFetched)]
    public string MosMaxRoundtripPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min A.</summary>
    [Parameter("mos_min_A_pv", Summary = "Variable for mos min A.", NoEffect = NotFetched)]
    public string MosMinAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min B.</summary>
    [Parameter("mos_min_B_pv", Summary = "Variable for mos min B.", NoEffect = NotFetched)]
    public string MosMinBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min at A.</summary>
    [Parameter("mos_min_at_A_pv", Summary = "Variable for mos min at A.", NoEffect = NotFetched)]
    public string MosMinAtAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min at B.</summary>
    [Parameter("mos_min_at_B_pv", Summary = "Variable for mos min at B.", NoEffect = NotFetched)]
    public string MosMinAtBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min at.</summary>
    [Parameter("mos_min_at_pv", Summary = "Variable for mos min at.", NoEffect = NotFetched)]
    public string MosMinAtPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min jitter A.</summary>
    [Parameter("mos_min_jitter_A_pv", Summary = "Variable for mos min jitter A.", NoEffect = NotFetched)]
    public string MosMinJitterAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min jitter B.</summary>
    [Parameter("mos_min_jitter_B_pv", Summary = "Variable for mos min jitter B.", NoEffect = NotFetched)]
    public string MosMinJitterBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min jitter.</summary>
    [Parameter("mos_min_jitter_pv", Summary = "Variable for mos min jitter.", NoEffect = NotFetched)]
    public string MosMinJitterPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min packetloss A.</summary>
    [Parameter("mos_min_packetloss_A_pv", Summary = "Variable for mos min packetloss A.", NoEffect = NotFetched)]
    public string MosMinPacketlossAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min packetloss B.</summary>
    [Parameter("mos_min_packetloss_B_pv", Summary = "Variable for mos min packetloss B.", NoEffect = NotFetched)]
    public string MosMinPacketlossBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min packetloss.</summary>
    [Parameter("mos_min_packetloss_pv", Summary = "Variable for mos min packetloss.", NoEffect = NotFetched)]
    public string MosMinPacketlossPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min.</summary>
    [Parameter("mos_min_pv", Summary = "Variable for mos min.", NoEffect = NotFetched)]
    public string MosMinPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min roundtrip A.</summary>
    [Parameter("mos_min_roundtrip_A_pv", Summary = "Variable for mos min roundtrip A.", NoEffect = NotFetched)]
    public string MosMinRoundtripAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min roundtrip B.</summary>
    [Parameter("mos_min_roundtrip_B_pv", Summary = "Variable for mos min roundtrip B.", NoEffect = NotFetched)]
    public string MosMinRoundtripBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min roundtrip leg A.</summary>
    [Parameter("mos_min_roundtrip_leg_A_pv", Summary = "Variable for mos min roundtrip leg A.", NoEffect = NotFetched)]
    public string MosMinRoundtripLegAPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min roundtrip leg B.</summary>
    [Parameter("mos_min_roundtrip_leg_B_pv", Summary = "Variable for mos min roundtrip leg B.", NoEffect = NotFetched)]
    public string MosMinRoundtripLegBPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min roundtrip leg.</summary>
    [Parameter("mos_min_roundtrip_leg_pv", Summary = "Variable for mos min roundtrip leg.", NoEffect = NotFetched)]
    public string MosMinRoundtripLegPv { get; set; } = string.Empty;

    /// <summary>Variable for mos min roundtrip.</summary>
    [Parameter("mos_min_roundtrip_pv", Summary = "Variable for mos min roundtrip.", NoEffect = NotFetched)]
    public string MosMinRoundtripPv { get; set; } = string.Empty;
}
