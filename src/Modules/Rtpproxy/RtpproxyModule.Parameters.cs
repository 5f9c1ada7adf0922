using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Rtpproxy;

/// <content>Parameters.</content>
internal sealed partial class RtpproxyModule
{
    /// <summary>The marker line.</summary>
    [Parameter("nortpproxy_str", Default = "a=nortpproxy:yes", Summary = "Line that is added to a session description; one that has it already is left alone. Empty = none.")]
    public string MarkLine { get; set; } = "a=nortpproxy:yes\r\n";

    /// <summary>How long a proxy that did not answer is left alone.</summary>
    [Parameter("rtpproxy_disable_tout", Default = "60", Unit = "s", Min = 1, Max = 86400, Summary = "How long a proxy that did not answer is left alone.")]
    public int DisableSeconds { get; set; } = 60;

    /// <summary>How often a command is sent.</summary>
    [Parameter("rtpproxy_retr", Default = "5", Min = 1, Max = 20, Summary = "How often a command is sent before the proxy counts as silent.")]
    public int Tries { get; set; } = 5;

    /// <summary>How long each try waits.</summary>
    [Parameter("rtpproxy_tout", Default = "1", Unit = "s", Min = 1, Max = 60, Summary = "How long each try waits for the answer.")]
    public int TimeoutSeconds { get; set; } = 1;

    /// <summary>The database.</summary>
    [Parameter("db_url", Summary = "Database with more proxies; empty = none.")]
    public string DbUrl { get; set; } = string.Empty;

    /// <summary>The table.</summary>
    [Parameter("table_name", Default = "rtpproxy", Summary = "Table with more proxies: setid, url, flags, weight.")]
    public string TableName { get; set; } = "rtpproxy";

    /// <summary>More of the name of a call.</summary>
    [Parameter("extra_id_pv", Summary = "Variable that flag b puts behind the Call-ID, so that each branch has a session of its own, e.g. $avp(branch).")]
    public string ExtraIdVariable { get; set; } = string.Empty;

    /// <summary>Where timeouts go.</summary>
    [Parameter("timeout_socket", Summary = "Where the proxy reports sessions without media.", NoEffect = "timeouts of media are not listened for")]
    public string TimeoutSocket { get; set; } = string.Empty;

    /// <summary>Tag of timeouts.</summary>
    [Parameter("timeout_tag_pv", Summary = "Variable with the tag of such reports.", NoEffect = "timeouts of media are not listened for")]
    public string TimeoutTag { get; set; } = string.Empty;

    /// <summary>ICE.</summary>
    [Parameter("ice_candidate_priority_avp", Summary = "AVP with the priority of added ICE candidates.", NoEffect = "candidates of ICE are left as they are")]
    public string CandidatePriority { get; set; } = string.Empty;

    /// <summary>Which proxy it was.</summary>
    [Parameter("rtp_inst_pvar", Summary = "AVP that gets the URL of the proxy that was asked, e.g. $avp(node).")]
    public string NodeVariable { get; set; } = string.Empty;
}
