namespace Signalbox.Modules.Usrloc.Api;

/// <summary>Which fields tell that a contact is one that is registered already; the numbers are those of <c>matching_mode</c>.</summary>
internal enum ContactMatching
{
    /// <summary>The URI.</summary>
    Uri = 0,

    /// <summary>URI and Call-ID.</summary>
    UriAndCallId = 1,

    /// <summary>URI and Path.</summary>
    UriAndPath = 2,

    /// <summary>Call-ID.</summary>
    CallId = 3,
}
