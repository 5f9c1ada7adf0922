namespace Signalbox.Engine.Messages;

/// <summary>Headers the engine finds by number; compact forms count as the long ones (RFC 3261 §7.3.3).</summary>
public enum HeaderName : byte
{
    /// <summary>Any other header; compare the text.</summary>
    Other,

    /// <summary>Via (v).</summary>
    Via,

    /// <summary>From (f).</summary>
    From,

    /// <summary>To (t).</summary>
    To,

    /// <summary>Call-ID (i).</summary>
    CallId,

    /// <summary>CSeq.</summary>
    CSeq,

    /// <summary>Contact (m).</summary>
    Contact,

    /// <summary>Max-Forwards.</summary>
    MaxForwards,

    /// <summary>Route.</summary>
    Route,

    /// <summary>Record-Route.</summary>
    RecordRoute,

    /// <summary>Content-Type (c).</summary>
    ContentType,

    /// <summary>Content-Length (l).</summary>
    ContentLength,

    /// <summary>Authorization.</summary>
    Authorization,

    /// <summary>Proxy-Authorization.</summary>
    ProxyAuthorization,

    /// <summary>Expires.</summary>
    Expires,

    /// <summary>User-Agent.</summary>
    UserAgent,

    /// <summary>Server.</summary>
    Server,

    /// <summary>Supported (k).</summary>
    Supported,

    /// <summary>Require.</summary>
    Require,

    /// <summary>Proxy-Require.</summary>
    ProxyRequire,

    /// <summary>Unsupported.</summary>
    Unsupported,

    /// <summary>Allow.</summary>
    Allow,

    /// <summary>Event (o).</summary>
    Event,

    /// <summary>Subject (s).</summary>
    Subject,

    /// <summary>Refer-To (r).</summary>
    ReferTo,

    /// <summary>P-Asserted-Identity.</summary>
    PAssertedIdentity,

    /// <summary>P-Preferred-Identity.</summary>
    PPreferredIdentity,

    /// <summary>Remote-Party-ID.</summary>
    RemotePartyId,

    /// <summary>Diversion.</summary>
    Diversion,

    /// <summary>Reason.</summary>
    Reason,

    /// <summary>Path.</summary>
    Path,

    /// <summary>Session-ID (RFC 7989).</summary>
    SessionId,
}
