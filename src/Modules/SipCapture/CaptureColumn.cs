namespace Signalbox.Modules.SipCapture;

/// <summary>Columns of <c>sip_capture</c> in insert order; the number is the position.</summary>
internal enum CaptureColumn
{
    /// <summary><c>date</c>.</summary>
    Date,

    /// <summary><c>micro_ts</c>.</summary>
    Microseconds,

    /// <summary><c>method</c>.</summary>
    Method,

    /// <summary><c>reply_reason</c>.</summary>
    ReplyReason,

    /// <summary><c>ruri</c>.</summary>
    RequestUri,

    /// <summary><c>ruri_user</c>.</summary>
    RequestUser,

    /// <summary><c>ruri_domain</c>.</summary>
    RequestDomain,

    /// <summary><c>from_user</c>.</summary>
    FromUser,

    /// <summary><c>from_domain</c>.</summary>
    FromDomain,

    /// <summary><c>from_tag</c>.</summary>
    FromTag,

    /// <summary><c>to_user</c>.</summary>
    ToUser,

    /// <summary><c>to_domain</c>.</summary>
    ToDomain,

    /// <summary><c>to_tag</c>.</summary>
    ToTag,

    /// <summary><c>pid_user</c>.</summary>
    IdentityUser,

    /// <summary><c>contact_user</c>.</summary>
    ContactUser,

    /// <summary><c>auth_user</c>.</summary>
    AuthUser,

    /// <summary><c>callid</c>.</summary>
    CallId,

    /// <summary><c>callid_aleg</c>.</summary>
    CallIdALeg,

    /// <summary><c>via_1</c>.</summary>
    Via,

    /// <summary><c>via_1_branch</c>.</summary>
    ViaBranch,

    /// <summary><c>cseq</c>.</summary>
    CSeq,

    /// <summary><c>diversion</c>.</summary>
    Diversion,

    /// <summary><c>reason</c>.</summary>
    Reason,

    /// <summary><c>content_type</c>.</summary>
    ContentType,

    /// <summary><c>auth</c>.</summary>
    Authorization,

    /// <summary><c>user_agent</c>.</summary>
    UserAgent,

    /// <summary><c>source_ip</c>.</summary>
    SourceIp,

    /// <summary><c>source_port</c>.</summary>
    SourcePort,

    /// <summary><c>destination_ip</c>.</summary>
    DestinationIp,

    /// <summary><c>destination_port</c>.</summary>
    DestinationPort,

    /// <summary><c>contact_ip</c>.</summary>
    ContactIp,

    /// <summary><c>contact_port</c>.</summary>
    ContactPort,

    /// <summary><c>originator_ip</c>.</summary>
    OriginatorIp,

    /// <summary><c>originator_port</c>.</summary>
    OriginatorPort,

    /// <summary><c>correlation_id</c>.</summary>
    CorrelationId,

    /// <summary><c>custom_field1</c>.</summary>
    CustomField1,

    /// <summary><c>custom_field2</c>.</summary>
    CustomField2,

    /// <summary><c>custom_field3</c>.</summary>
    CustomField3,

    /// <summary><c>proto</c>.</summary>
    Protocol,

    /// <summary><c>family</c>.</summary>
    Family,

    /// <summary><c>rtp_stat</c>.</summary>
    RtpStatistics,

    /// <summary><c>type</c>.</summary>
    Type,

    /// <summary><c>node</c>.</summary>
    Node,

    /// <summary><c>msg</c>.</summary>
    Message,
}
