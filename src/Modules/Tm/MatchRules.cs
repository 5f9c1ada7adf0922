namespace Signalbox.Modules.Tm;

/// <summary>What is compared besides the rule, when a request is looked for.</summary>
[Flags]
internal enum MatchRules
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>Without magic cookie: the request URI (ruri_matching).</summary>
    RequestUri = 1,

    /// <summary>Without magic cookie: the whole top Via (via1_matching).</summary>
    Via = 2,

    /// <summary>With magic cookie: Call-ID (callid_matching).</summary>
    CallId = 4,
}
