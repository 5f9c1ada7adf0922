namespace Signalbox.Modules.Dialog.Api;

/// <summary>The texts that a dialog keeps.</summary>
internal enum DialogField
{
    /// <summary>Call-ID.</summary>
    CallId,

    /// <summary>URI of From in the first request.</summary>
    FromUri,

    /// <summary>URI of To in the first request.</summary>
    ToUri,

    /// <summary>Request URI of the first request as received.</summary>
    RequestUri,

    /// <summary>Tag of the caller.</summary>
    CallerTag,

    /// <summary>Contact URI of the caller.</summary>
    CallerContact,

    /// <summary>Route headers' value towards the caller.</summary>
    CallerRoutes,

    /// <summary>Tag of the callee.</summary>
    CalleeTag,

    /// <summary>Contact URI of the callee.</summary>
    CalleeContact,

    /// <summary>Route headers' value towards the callee.</summary>
    CalleeRoutes,
}
