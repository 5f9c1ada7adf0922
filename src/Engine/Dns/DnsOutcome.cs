namespace Signalbox.Engine.Dns;

/// <summary>What a datagram from a name server is worth.</summary>
internal enum DnsOutcome
{
    /// <summary>It does not belong to the question (wrong id, wrong name) or is damaged: go on waiting.</summary>
    Foreign,

    /// <summary>There are records, maybe none of the type.</summary>
    Answered,

    /// <summary>There is no such name.</summary>
    NoName,

    /// <summary>It was cut off; ask over TCP.</summary>
    Truncated,

    /// <summary>The server cannot or does not want to answer.</summary>
    Refused,
}
