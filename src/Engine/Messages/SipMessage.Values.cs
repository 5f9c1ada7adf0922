using Signalbox.Engine.Parsing;

namespace Signalbox.Engine.Messages;

/// <content>Values that are read when they are asked for and kept.</content>
public sealed partial class SipMessage
{
    private Values _values;

    /// <summary>True when a Content-Length header is there.</summary>
    public bool HasContentLength => Find(HeaderName.ContentLength) >= 0;

    /// <summary>True when To carries a tag.</summary>
    public bool HasToTag => TryGetTo(out var to) && !to.Tag.IsEmpty;

    /// <summary>
    /// True when Via, From, To, Call-ID and CSeq are there and the first two Via values, To and CSeq can be read; a From
    /// that cannot is left to sanity checks, which answer it.
    /// </summary>
    public bool HasRequired => Find(HeaderName.From) >= 0
        && TryGetCallId(out _)
        && TryGetCSeq(out _)
        && TryGetTo(out _)
        && TryGetVia(out var via)
        && (TryGetNextVia(via, out _) || !HasViaAfter(via));

    /// <summary>First Via value.</summary>
    /// <returns>False when there is none or it cannot be read.</returns>
    public bool TryGetVia(out Via via)
    {
        if (_values.ViaState == ValueState.Unread)
        {
            var index = Find(HeaderName.Via);
            _values.ViaState = Mark(index >= 0 && TryReadVia(index, 0, out _values.Via));
        }

        via = _values.Via;
        return _values.ViaState == ValueState.Good;
    }

    /// <summary>The Via value after <paramref name="after"/>, in the same line or the next Via line.</summary>
    /// <returns>False when there is none or it cannot be read.</returns>
    public bool TryGetNextVia(in Via after, out Via next)
    {
        if (after.HasNextInLine)
            return TryReadVia(after.HeaderIndex, AfterComma(after), out next);

        // Read before next is set: callers walk with one variable for both.
        var index = Find(HeaderName.Via, after.HeaderIndex + 1);
        next = default;
        return index >= 0 && TryReadVia(index, 0, out next);
    }

    /// <summary>From.</summary>
    /// <returns>False when it is missing or cannot be read.</returns>
    public bool TryGetFrom(out NameAddress from)
    {
        if (_values.FromState == ValueState.Unread)
            _values.FromState = Mark(TryReadAddress(HeaderName.From, out _values.From));

        from = _values.From;
        return _values.FromState == ValueState.Good;
    }

    /// <summary>To.</summary>
    /// <returns>False when it is missing or cannot be read.</returns>
    public bool TryGetTo(out NameAddress to)
    {
        if (_values.ToState == ValueState.Unread)
            _values.ToState = Mark(TryReadAddress(HeaderName.To, out _values.To));

        to = _values.To;
        return _values.ToState == ValueState.Good;
    }

    /// <summary>CSeq.</summary>
    /// <returns>False when it is missing or is not two words.</returns>
    public bool TryGetCSeq(out CSeq cseq)
    {
        if (_values.CSeqState == ValueState.Unread)
        {
            var index = Find(HeaderName.CSeq);
            _values.CSeqState = Mark(index >= 0
                && CSeqParser.TryParse(Span(_headers[index].Value), _headers[index].Value.Start, out _values.CSeq));
        }

        cseq = _values.CSeq;
        return _values.CSeqState == ValueState.Good;
    }

    /// <summary>Call-ID as written.</summary>
    /// <returns>False when it is missing or empty.</returns>
    public bool TryGetCallId(out TextRange callId)
    {
        var index = Find(HeaderName.CallId);
        callId = index < 0 ? default : _headers[index].Value;
        return !callId.IsEmpty;
    }

    /// <summary>Content-Length in bytes.</summary>
    /// <returns>False when it is missing (<see cref="HasContentLength"/>) or no number.</returns>
    public bool TryGetContentLength(out int length)
    {
        length = 0;
        var index = Find(HeaderName.ContentLength);
        return index >= 0 && SipChars.TryReadNumber(Span(_headers[index].Value), out length);
    }

    /// <summary>Max-Forwards.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">The value as written; empty when the header is missing.</param>
    /// <returns>False when it is missing or no number.</returns>
    public bool TryGetMaxForwards(out int value, out TextRange digits)
    {
        value = 0;
        var index = Find(HeaderName.MaxForwards);
        digits = index < 0 ? default : _headers[index].Value;
        return index >= 0 && SipChars.TryReadNumber(Span(digits), out value);
    }

    private static ValueState Mark(bool good) => good ? ValueState.Good : ValueState.Bad;

    private bool HasViaAfter(in Via via) => via.HasNextInLine || Find(HeaderName.Via, via.HeaderIndex + 1) >= 0;

    private int AfterComma(in Via via)
    {
        var value = _headers[via.HeaderIndex].Value;
        return SipChars.SkipBlanks(Span(value), via.Value.End - value.Start) + 1;
    }

    private bool TryReadVia(int index, int skip, out Via via)
    {
        var value = _headers[index].Value;
        var read = ViaParser.TryParse(Span(value)[skip..], value.Start + skip, out via);
        via.HeaderIndex = index;
        return read;
    }

    private bool TryReadAddress(HeaderName id, out NameAddress address)
    {
        address = default;
        var index = Find(id);
        return index >= 0 && NameAddressParser.TryParse(Span(_headers[index].Value), _headers[index].Value.Start, out address);
    }

    private enum ValueState : byte
    {
        Unread,
        Good,
        Bad,
    }

    private struct Values
    {
        public Via Via;
        public NameAddress From;
        public NameAddress To;
        public CSeq CSeq;
        public ValueState ViaState;
        public ValueState FromState;
        public ValueState ToState;
        public ValueState CSeqState;
    }
}
