namespace Signalbox.Modules.Dispatcher;

/// <summary>How a destination is chosen; the numbers are those of scripts.</summary>
internal enum DispatchAlgorithm
{
    /// <summary>Hash of the Call-ID.</summary>
    CallId = 0,

    /// <summary>Hash of the From URI.</summary>
    FromUri = 1,

    /// <summary>Hash of the To URI.</summary>
    ToUri = 2,

    /// <summary>Hash of the request URI.</summary>
    RequestUri = 3,

    /// <summary>One after the other.</summary>
    RoundRobin = 4,

    /// <summary>Hash of the authorization user; one after the other without one.</summary>
    AuthUser = 5,

    /// <summary>At random.</summary>
    Random = 6,

    /// <summary>Hash of the value of hash_pvar.</summary>
    Variable = 7,

    /// <summary>The first by priority.</summary>
    Priority = 8,

    /// <summary>By weight.</summary>
    Weight = 9,

    /// <summary>The least calls.</summary>
    CallLoad = 10,

    /// <summary>By relative weight.</summary>
    RelativeWeight = 11,

    /// <summary>All at once.</summary>
    Parallel = 12,

    /// <summary>The shortest answer time.</summary>
    Latency = 13,
}
