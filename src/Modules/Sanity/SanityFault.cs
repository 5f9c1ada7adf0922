using Signalbox.Engine.Values;

namespace Signalbox.Modules.Sanity;

/// <summary>What is wrong with a message and what is answered.</summary>
/// <param name="code">Status code.</param>
/// <param name="reason">Reason phrase.</param>
internal sealed class SanityFault(int code, string reason)
{
    private readonly byte[] _reason = Latin1.ToBytes(reason);

    /// <summary>Status code.</summary>
    public int Code { get; } = code;

    /// <summary>Reason phrase.</summary>
    public ReadOnlySpan<byte> Reason => _reason;

    public static SanityFault Version { get; } = new(505, "Version Not Supported");

    public static SanityFault RequestUri { get; } = new(400, "Bad Request URI");

    public static SanityFault RequiredHeaders { get; } = new(400, "Missing Required Header in Request");

    public static SanityFault CSeqMethod { get; } = new(400, "CSeq method does not match request method");

    public static SanityFault CSeqNumber { get; } = new(400, "CSeq number is illegal");

    public static SanityFault ContentLength { get; } = new(400, "Content-Length mis-match");

    public static SanityFault Body { get; } = new(400, "Content-Length Body Failure");

    public static SanityFault Expires { get; } = new(400, "Expires value is illegal");

    public static SanityFault ProxyRequire { get; } = new(420, "Bad Extension");

    public static SanityFault From { get; } = new(400, "Invalid From Header");

    /// <summary>Spelled as operators' tools know it.</summary>
    public static SanityFault To { get; } = new(400, "Ivalid To Header");

    public static SanityFault Contact { get; } = new(400, "Invalid Contact Header");

    public static SanityFault Credentials { get; } = new(400, "Bad Authentication Credentials");

    public static SanityFault Tags { get; } = new(400, "Multiple Tags in From or To");

    public static SanityFault Authorization { get; } = new(400, "Bad Authorization Header");

    public static SanityFault Via { get; } = new(400, "Bad Via Header");
}
