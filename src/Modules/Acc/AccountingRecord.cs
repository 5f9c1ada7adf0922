using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Acc;

/// <summary>What a line or row is made from; valid while it is written.</summary>
internal readonly ref struct AccountingRecord
{
    /// <summary>Why it is written.</summary>
    public required RecordKind Kind { get; init; }

    /// <summary>The message that further values are read from.</summary>
    public required RoutingContext Context { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Method.</summary>
    public ReadOnlySpan<byte> Method { get; init; }

    /// <summary>Tag of From.</summary>
    public ReadOnlySpan<byte> FromTag { get; init; }

    /// <summary>Tag of To, of the reply when there is one.</summary>
    public ReadOnlySpan<byte> ToTag { get; init; }

    /// <summary>Call-ID.</summary>
    public ReadOnlySpan<byte> CallId { get; init; }

    /// <summary>Digits of the status code; empty when a script gave none.</summary>
    public ReadOnlySpan<byte> Code { get; init; }

    /// <summary>Reason phrase.</summary>
    public ReadOnlySpan<byte> Reason { get; init; }

    /// <summary>True when From and To are to change places: the request went from callee to caller.</summary>
    public bool IsSwapped { get; init; }
}
