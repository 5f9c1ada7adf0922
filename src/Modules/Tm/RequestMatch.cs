using Signalbox.Engine.Messages;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tm;

/// <summary>Tells whether two requests are of one transaction (RFC 3261 §17.2.3).</summary>
internal static class RequestMatch
{
    /// <summary>Key of a request that must be compared with all.</summary>
    public const uint AnyKey = 0;

    private const uint HashStart = 2166136261;

    /// <summary>
    /// A number that two requests of one transaction have in common: a hash of the branch, or <see cref="AnyKey"/> for
    /// requests without the magic cookie.
    /// </summary>
    public static uint KeyOf(SipMessage message)
    {
        if (!message.TryGetVia(out var via) || !message.Span(via.Branch).StartsWith(BranchId.MagicCookie))
            return AnyKey;

        return Hash(HashStart, message.Span(via.Branch)[BranchId.MagicCookie.Length..]) | 1;
    }

    /// <summary>A number that a request has in common with all that have its Call-ID and CSeq number.</summary>
    public static uint CallKeyOf(SipMessage message) => message.TryGetCallId(out var callId) && message.TryGetCSeq(out var cseq)
        ? CallKeyOf(message.Span(callId), message.Span(cseq.NumberText))
        : 0;

    /// <summary>As <see cref="CallKeyOf(SipMessage)"/>, of the two values.</summary>
    public static uint CallKeyOf(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> cseqDigits) => Hash(Hash(HashStart, callId), cseqDigits);

    /// <summary>
    /// Values are read on demand; reading them here keeps other workers, which compare under the table's lock, from writing.
    /// </summary>
    public static void ParseWhatIsCompared(SipMessage message)
    {
        message.TryGetVia(out _);
        message.TryGetCallId(out _);
        message.TryGetCSeq(out _);
        message.TryGetFrom(out _);
        message.TryGetTo(out _);
    }

    /// <summary>
    /// With the magic cookie: same branch, sent-by and transport in the top Via. Without: Call-ID, CSeq number, tags,
    /// request URI and the whole top Via.
    /// </summary>
    /// <param name="known">Request of a transaction.</param>
    /// <param name="incoming">Request to match.</param>
    /// <param name="method">Method that <paramref name="known"/> must have.</param>
    /// <param name="rules">What is compared besides the rule, or in it for requests without the cookie.</param>
    public static bool IsSame(SipMessage known, SipMessage incoming, SipMethod method, MatchRules rules)
    {
        if (known.Method != method || (method == SipMethod.Other && !SameMethodText(known, incoming)))
            return false;

        if (!known.TryGetVia(out var left) || !incoming.TryGetVia(out var right))
            return false;

        var branch = incoming.Span(right.Branch);
        if (!branch.StartsWith(BranchId.MagicCookie))
            return IsSameOld(known, incoming, left, right, rules);

        return branch.SequenceEqual(known.Span(left.Branch))
            && left.Port == right.Port
            && left.Transport == right.Transport
            && Latin1.EqualsIgnoreCase(known.Span(left.Host), incoming.Span(right.Host))
            && ((rules & MatchRules.CallId) == MatchRules.None || SameCallId(known, incoming));
    }

    /// <summary>True when an ACK with a branch of its own is that of the 2xx to an INVITE.</summary>
    public static bool IsAckOfSuccess(SipMessage invite, SipMessage ack) =>
        SameCallId(invite, ack) && SameNumber(invite, ack) && SameTags(invite, ack);

    /// <summary>True when the method in the CSeq of a reply is the one of the transaction, or CANCEL and it has an INVITE.</summary>
    public static bool IsAnsweredBy(Transaction transaction, SipMessage reply, in CSeq cseq)
    {
        var request = transaction.Request.Message;
        if (cseq.Method == SipMethod.Cancel)
            return transaction.IsInvite || (request.Method == SipMethod.Cancel && transaction.BranchCount > 0);

        return cseq.Method == request.Method
            && (cseq.Method != SipMethod.Other || reply.Span(cseq.MethodText).SequenceEqual(request.Span(request.MethodText)));
    }

    private static uint Hash(uint hash, ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
            hash = (hash ^ b) * 16777619;

        return hash;
    }

    private static bool SameMethodText(SipMessage known, SipMessage incoming) =>
        known.Span(known.MethodText).SequenceEqual(incoming.Span(incoming.MethodText));

    private static bool IsSameOld(SipMessage known, SipMessage incoming, in Via left, in Via right, MatchRules rules)
    {
        if ((rules & MatchRules.Via) != MatchRules.None && !known.Span(left.Value).SequenceEqual(incoming.Span(right.Value)))
            return false;

        if ((rules & MatchRules.RequestUri) != MatchRules.None && !known.Span(known.RequestUri).SequenceEqual(incoming.Span(incoming.RequestUri)))
            return false;

        return SameCallId(known, incoming) && SameNumber(known, incoming) && SameTags(known, incoming);
    }

    private static bool SameCallId(SipMessage known, SipMessage incoming) =>
        known.TryGetCallId(out var left) && incoming.TryGetCallId(out var right) && known.Span(left).SequenceEqual(incoming.Span(right));

    private static bool SameNumber(SipMessage known, SipMessage incoming) =>
        known.TryGetCSeq(out var left)
        && incoming.TryGetCSeq(out var right)
        && known.Span(left.NumberText).SequenceEqual(incoming.Span(right.NumberText));

    // The To of an ACK carries the tag of our reply, which the INVITE did not have yet.
    private static bool SameTags(SipMessage known, SipMessage incoming)
    {
        if (!known.TryGetFrom(out var left) || !incoming.TryGetFrom(out var right) || !known.Span(left.Tag).SequenceEqual(incoming.Span(right.Tag)))
            return false;

        if (incoming.Method == SipMethod.Ack)
            return true;

        return known.TryGetTo(out var to) && incoming.TryGetTo(out var other) && known.Span(to.Tag).SequenceEqual(incoming.Span(other.Tag));
    }
}
