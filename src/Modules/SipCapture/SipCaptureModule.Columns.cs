using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.SipCapture;

/// <summary>Parameters that rename columns.</summary>
internal sealed partial class SipCaptureModule
{
    private readonly CaptureColumns _columns = new();

    /// <summary>Name of the column <c>date</c>.</summary>
    [Parameter("date_column", Default = "date", Summary = "Column date.")]
    public string DateColumn { set => _columns.Rename(CaptureColumn.Date, value); }

    /// <summary>Name of the column <c>micro_ts</c>.</summary>
    [Parameter("micro_ts_column", Default = "micro_ts", Summary = "Column micro_ts.")]
    public string MicrosecondsColumn { set => _columns.Rename(CaptureColumn.Microseconds, value); }

    /// <summary>Name of the column <c>method</c>.</summary>
    [Parameter("method_column", Default = "method", Summary = "Column method.")]
    public string MethodColumn { set => _columns.Rename(CaptureColumn.Method, value); }

    /// <summary>Name of the column <c>reply_reason</c>.</summary>
    [Parameter("reply_reason_column", Default = "reply_reason", Summary = "Column reply_reason.")]
    public string ReplyReasonColumn { set => _columns.Rename(CaptureColumn.ReplyReason, value); }

    /// <summary>Name of the column <c>ruri</c>.</summary>
    [Parameter("ruri_column", Default = "ruri", Summary = "Column ruri.")]
    public string RequestUriColumn { set => _columns.Rename(CaptureColumn.RequestUri, value); }

    /// <summary>Name of the column <c>ruri_user</c>.</summary>
    [Parameter("ruri_user_column", Default = "ruri_user", Summary = "Column ruri_user.")]
    public string RequestUserColumn { set => _columns.Rename(CaptureColumn.RequestUser, value); }

    /// <summary>Name of the column <c>ruri_domain</c>.</summary>
    [Parameter("ruri_domain_column", Default = "ruri_domain", Summary = "Column ruri_domain.")]
    public string RequestDomainColumn { set => _columns.Rename(CaptureColumn.RequestDomain, value); }

    /// <summary>Name of the column <c>from_user</c>.</summary>
    [Parameter("from_user_column", Default = "from_user", Summary = "Column from_user.")]
    public string FromUserColumn { set => _columns.Rename(CaptureColumn.FromUser, value); }

    /// <summary>Name of the column <c>from_domain</c>.</summary>
    [Parameter("from_domain_column", Default = "from_domain", Summary = "Column from_domain.")]
    public string FromDomainColumn { set => _columns.Rename(CaptureColumn.FromDomain, value); }

    /// <summary>Name of the column <c>from_tag</c>.</summary>
    [Parameter("from_tag_column", Default = "from_tag", Summary = "Column from_tag.")]
    public string FromTagColumn { set => _columns.Rename(CaptureColumn.FromTag, value); }

    /// <summary>Name of the column <c>to_user</c>.</summary>
    [Parameter("to_user_column", Default = "to_user", Summary = "Column to_user.")]
    public string ToUserColumn { set => _columns.Rename(CaptureColumn.ToUser, value); }

    /// <summary>Name of the column <c>to_domain</c>.</summary>
    [Parameter("to_domain_column", Default = "to_domain", Summary = "Column to_domain.")]
    public string ToDomainColumn { set => _columns.Rename(CaptureColumn.ToDomain, value); }

    /// <summary>Name of the column <c>to_tag</c>.</summary>
    [Parameter("to_tag_column", Default = "to_tag", Summary = "Column to_tag.")]
    public string ToTagColumn { set => _columns.Rename(CaptureColumn.ToTag, value); }

    /// <summary>Name of the column <c>pid_user</c>.</summary>
    [Parameter("pid_user_column", Default = "pid_user", Summary = "Column pid_user.")]
    public string IdentityUserColumn { set => _columns.Rename(CaptureColumn.IdentityUser, value); }

    /// <summary>Name of the column <c>contact_user</c>.</summary>
    [Parameter("contact_user_column", Default = "contact_user", Summary = "Column contact_user.")]
    public string ContactUserColumn { set => _columns.Rename(CaptureColumn.ContactUser, value); }

    /// <summary>Name of the column <c>auth_user</c>.</summary>
    [Parameter("auth_user_column", Default = "auth_user", Summary = "Column auth_user.")]
    public string AuthUserColumn { set => _columns.Rename(CaptureColumn.AuthUser, value); }

    /// <summary>Name of the column <c>callid</c>.</summary>
    [Parameter("callid_column", Default = "callid", Summary = "Column callid.")]
    public string CallIdColumn { set => _columns.Rename(CaptureColumn.CallId, value); }

    /// <summary>Name of the column <c>callid_aleg</c>.</summary>
    [Parameter("callid_aleg_column", Default = "callid_aleg", Summary = "Column callid_aleg.")]
    public string CallIdALegColumn { set => _columns.Rename(CaptureColumn.CallIdALeg, value); }

    /// <summary>Name of the column <c>via_1</c>.</summary>
    [Parameter("via_1_column", Default = "via_1", Summary = "Column via_1.")]
    public string ViaColumn { set => _columns.Rename(CaptureColumn.Via, value); }

    /// <summary>Name of the column <c>via_1_branch</c>.</summary>
    [Parameter("via_1_branch_column", Default = "via_1_branch", Summary = "Column via_1_branch.")]
    public string ViaBranchColumn { set => _columns.Rename(CaptureColumn.ViaBranch, value); }

    /// <summary>Name of the column <c>cseq</c>.</summary>
    [Parameter("cseq_column", Default = "cseq", Summary = "Column cseq.")]
    public string CSeqColumn { set => _columns.Rename(CaptureColumn.CSeq, value); }

    /// <summary>Name of the column <c>diversion</c>.</summary>
    [Parameter("diversion_column", Default = "diversion", Summary = "Column diversion.")]
    public string DiversionColumn { set => _columns.Rename(CaptureColumn.Diversion, value); }

    /// <summary>Name of the column <c>reason</c>.</summary>
    [Parameter("reason_column", Default = "reason", Summary = "Column reason.")]
    public string ReasonColumn { set => _columns.Rename(CaptureColumn.Reason, value); }

    /// <summary>Name of the column <c>content_type</c>.</summary>
    [Parameter("content_type_column", Default = "content_type", Summary = "Column content_type.")]
    public string ContentTypeColumn { set => _columns.Rename(CaptureColumn.ContentType, value); }

    /// <summary>Name of the column <c>auth</c>.</summary>
    [Parameter("authorization_column", Default = "auth", Summary = "Column auth.")]
    public string AuthorizationColumn { set => _columns.Rename(CaptureColumn.Authorization, value); }

    /// <summary>Name of the column <c>user_agent</c>.</summary>
    [Parameter("user_agent_column", Default = "user_agent", Summary = "Column user_agent.")]
    public string UserAgentColumn { set => _columns.Rename(CaptureColumn.UserAgent, value); }

    /// <summary>Name of the column <c>source_ip</c>.</summary>
    [Parameter("source_ip_column", Default = "source_ip", Summary = "Column source_ip.")]
    public string SourceIpColumn { set => _columns.Rename(CaptureColumn.SourceIp, value); }

    /// <summary>Name of the column <c>source_port</c>.</summary>
    [Parameter("source_port_column", Default = "source_port", Summary = "Column source_port.")]
    public string SourcePortColumn { set => _columns.Rename(CaptureColumn.SourcePort, value); }

    /// <summary>Name of the column <c>destination_ip</c>.</summary>
    [Parameter("destination_ip_column", Default = "destination_ip", Summary = "Column destination_ip.")]
    public string DestinationIpColumn { set => _columns.Rename(CaptureColumn.DestinationIp, value); }

    /// <summary>Name of the column <c>destination_port</c>.</summary>
    [Parameter("destination_port_column", Default = "destination_port", Summary = "Column destination_port.")]
    public string DestinationPortColumn { set => _columns.Rename(CaptureColumn.DestinationPort, value); }

    /// <summary>Name of the column <c>contact_ip</c>.</summary>
    [Parameter("contact_ip_column", Default = "contact_ip", Summary = "Column contact_ip.")]
    public string ContactIpColumn { set => _columns.Rename(CaptureColumn.ContactIp, value); }

    /// <summary>Name of the column <c>contact_port</c>.</summary>
    [Parameter("contact_port_column", Default = "contact_port", Summary = "Column contact_port.")]
    public string ContactPortColumn { set => _columns.Rename(CaptureColumn.ContactPort, value); }

    /// <summary>Name of the column <c>originator_ip</c>.</summary>
    [Parameter("originator_ip_column", Default = "originator_ip", Summary = "Column originator_ip.")]
    public string OriginatorIpColumn { set => _columns.Rename(CaptureColumn.OriginatorIp, value); }

    /// <summary>Name of the column <c>originator_port</c>.</summary>
    [Parameter("originator_port_column", Default = "originator_port", Summary = "Column originator_port.")]
    public string OriginatorPortColumn { set => _columns.Rename(CaptureColumn.OriginatorPort, value); }

    /// <summary>Name of the column <c>correlation_id</c>.</summary>
    [Parameter("correlation_column", Default = "correlation_id", Summary = "Column correlation_id.")]
    public string CorrelationIdColumn { set => _columns.Rename(CaptureColumn.CorrelationId, value); }

    /// <summary>Name of the column <c>custom_field1</c>.</summary>
    [Parameter("custom_field1_column", Default = "custom_field1", Summary = "Column custom_field1.")]
    public string CustomField1Column { set => _columns.Rename(CaptureColumn.CustomField1, value); }

    /// <summary>Name of the column <c>custom_field2</c>.</summary>
    [Parameter("custom_field2_column", Default = "custom_field2", Summary = "Column custom_field2.")]
    public string CustomField2Column { set => _columns.Rename(CaptureColumn.CustomField2, value); }

    /// <summary>Name of the column <c>custom_field3</c>.</summary>
    [Parameter("custom_field3_column", Default = "custom_field3", Summary = "Column custom_field3.")]
    public string CustomField3Column { set => _columns.Rename(CaptureColumn.CustomField3, value); }

    /// <summary>Name of the column <c>proto</c>.</summary>
    [Parameter("proto_column", Default = "proto", Summary = "Column proto.")]
    public string ProtocolColumn { set => _columns.Rename(CaptureColumn.Protocol, value); }

    /// <summary>Name of the column <c>family</c>.</summary>
    [Parameter("family_column", Default = "family", Summary = "Column family.")]
    public string FamilyColumn { set => _columns.Rename(CaptureColumn.Family, value); }

    /// <summary>Name of the column <c>rtp_stat</c>.</summary>
    [Parameter("rtp_stat_column", Default = "rtp_stat", Summary = "Column rtp_stat.")]
    public string RtpStatisticsColumn { set => _columns.Rename(CaptureColumn.RtpStatistics, value); }

    /// <summary>Name of the column <c>type</c>.</summary>
    [Parameter("type_column", Default = "type", Summary = "Column type.")]
    public string TypeColumn { set => _columns.Rename(CaptureColumn.Type, value); }

    /// <summary>Name of the column <c>node</c>.</summary>
    [Parameter("node_column", Default = "node", Summary = "Column node.")]
    public string NodeColumn { set => _columns.Rename(CaptureColumn.Node, value); }

    /// <summary>Name of the column <c>msg</c>.</summary>
    [Parameter("msg_column", Default = "msg", Summary = "Column msg.")]
    public string MessageColumn { set => _columns.Rename(CaptureColumn.Message, value); }
}
