using Signalbox.Engine.Messages;

namespace Signalbox.Engine.Parsing;

/// <summary>Reads a CSeq value such as <c>4711 INVITE</c> (RFC 3261 §20.16).</summary>
public static class CSeqParser
{
    /// <summary>
    /// Splits the value in two words. The first need not be a number: sanity checks answer that with a text of their
    /// own, so <see cref="CSeq.Number"/> is then 0, and it stops at <see cref="uint.MaxValue"/> for a larger one.
    /// </summary>
    /// <param name="text">The value without blanks around.</param>
    /// <param name="offset">Where <paramref name="text"/> stands in the buffer that the ranges shall point into.</param>
    /// <param name="cseq">What was read.</param>
    /// <returns>False when a word is missing, when there are more than two, or when the second is on a folded line.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, int offset, out CSeq cseq)
    {
        cseq = default;
        var gap = text.IndexOfAny(SipChars.Blanks);
        if (gap <= 0)
            return false;

        var start = gap;
        while (start < text.Length && text[start] is (byte)' ' or (byte)'\t')
            start++;

        var method = text[start..];
        if (!SipChars.IsToken(method))
            return false;

        cseq = new CSeq(
            ReadNumber(text[..gap]),
            SipMethods.Lookup(method),
            new TextRange(offset, gap),
            new TextRange(offset + start, method.Length));
        return true;
    }

    private static uint ReadNumber(ReadOnlySpan<byte> digits)
    {
        ulong number = 0;
        foreach (var b in digits)
        {
            if (b is < (byte)'0' or > (byte)'9')
                return 0;

            number = Math.Min(number * 10 + (ulong)(b - '0'), uint.MaxValue);
        }

        return (uint)number;
    }
}
