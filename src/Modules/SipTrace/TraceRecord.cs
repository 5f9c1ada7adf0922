using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;

namespace Signalbox.Modules.SipTrace;

/// <summary>One message to store and mirror; valid only during the call that makes it.</summary>
internal ref struct TraceRecord
{
    /// <summary>The message.</summary>
    public ReadOnlySpan<byte> Bytes;

    /// <summary>Request method, or the CSeq method of a reply.</summary>
    public ReadOnlySpan<byte> Method;

    /// <summary>Status digits; empty for a request.</summary>
    public ReadOnlySpan<byte> Status;

    /// <summary>Call-ID.</summary>
    public ReadOnlySpan<byte> CallId;

    /// <summary>From tag.</summary>
    public ReadOnlySpan<byte> FromTag;

    /// <summary>To tag; empty when there is none.</summary>
    public ReadOnlySpan<byte> ToTag;

    /// <summary>Sender.</summary>
    public TraceAddress From;

    /// <summary>Receiver.</summary>
    public TraceAddress To;

    /// <summary>When: UTC ticks of 100 ns.</summary>
    public long UtcTicks;

    /// <summary>True when we sent it.</summary>
    public bool IsOutgoing;

    /// <summary>True when X-Siptrace headers should have told the direction, and did not.</summary>
    public bool HasNoDirection;

    /// <summary>True when the same bytes went the same way before.</summary>
    public bool IsRepeated;

    /// <summary>Correlation id of the row and of HEP 3; empty = none.</summary>
    public ReadOnlySpan<byte> CorrelationId;

    /// <summary>Where the script wants it mirrored; null = duplicate_uri.</summary>
    public TraceTarget? Target;

    /// <summary>AVPs that may name users and the table; null for records of trace_mode.</summary>
    public AvpStore? Avps;

    /// <summary><c>in</c>, <c>out</c>, or empty.</summary>
    public readonly ReadOnlySpan<byte> Direction => HasNoDirection ? default : IsOutgoing ? "out"u8 : "in"u8;

    /// <summary>True for a request.</summary>
    public readonly bool IsRequest => Status.IsEmpty;

    /// <summary>Takes addresses, time and direction from the tap.</summary>
    public void SetEnds(in TapEvent shown, bool isOutgoing)
    {
        From = new TraceAddress(shown.Protocol, isOutgoing ? shown.Local : shown.Remote);
        To = new TraceAddress(shown.Protocol, isOutgoing ? shown.Remote : shown.Local);
        UtcTicks = shown.UtcTicks;
        IsOutgoing = isOutgoing;
    }

    /// <summary>Has IPv6 addresses written as the peer writes them for transactions: brackets only around the sender of a request.</summary>
    public void SetBare()
    {
        From = From with { IsBare = !IsOutgoing || !IsRequest };
        To = To with { IsBare = true };
    }

    /// <summary>
    /// Starts a record of <paramref name="bytes"/>. Call-ID, tags and the method of a reply come from
    /// <paramref name="source"/>, the message that the bytes were made from.
    /// </summary>
    /// <returns>False when a header that a record needs is missing or broken.</returns>
    public static bool TryStart(SipMessage source, ReadOnlySpan<byte> bytes, out TraceRecord record)
    {
        record = default;
        if (!source.TryGetCallId(out var callId) || !source.TryGetFrom(out var from) || !source.TryGetTo(out var to) || !source.TryGetCSeq(out var cseq))
            return false;

        record.Bytes = bytes;
        record.CallId = source.Span(callId);
        record.FromTag = source.Span(from.Tag);
        record.ToTag = source.Span(to.Tag);
        if (bytes.Length > 12 && bytes.StartsWith("SIP/2.0 "u8))
        {
            record.Status = bytes.Slice(8, 3);
            record.Method = source.Span(cseq.MethodText);
            return true;
        }

        var blank = bytes.IndexOf((byte)' ');
        record.Method = blank > 0 ? bytes[..blank] : source.Span(source.MethodText);
        return true;
    }
}
