using Signalbox.Engine.Messages;

namespace Signalbox.Modules.Tm;

/// <summary>
/// Requests that scripts are working on right now, known by a hash of Call-ID, CSeq, top Via branch and method. Keyed by a
/// seed of this process, so a collision cannot be arranged from outside.
/// </summary>
internal sealed class PendingRequests
{
    private const int Stripes = 64;
    private readonly HashSet<long>[] _stripes = new HashSet<long>[Stripes];

    /// <summary>Makes an empty set.</summary>
    public PendingRequests()
    {
        for (var i = 0; i < Stripes; i++)
            _stripes[i] = new HashSet<long>(16);
    }

    /// <summary>Enters a request; false when it is there.</summary>
    public bool TryEnter(long key)
    {
        var stripe = StripeOf(key);
        lock (stripe)
            return stripe.Add(key);
    }

    /// <summary>Takes a request out.</summary>
    public void Leave(long key)
    {
        var stripe = StripeOf(key);
        lock (stripe)
            stripe.Remove(key);
    }

    /// <summary>The key of a request; never 0.</summary>
    public static long KeyOf(SipMessage message)
    {
        var low = new HashCode();
        var high = new HashCode();
        Add(ref low, ref high, message.TryGetCallId(out var callId) ? message.Span(callId) : default);
        if (message.TryGetCSeq(out var cseq))
        {
            Add(ref low, ref high, message.Span(cseq.NumberText));
            Add(ref low, ref high, message.Span(cseq.MethodText));
        }

        if (message.TryGetVia(out var via))
            Add(ref low, ref high, message.Span(via.Branch));

        return ((long)high.ToHashCode() << 32) | (uint)low.ToHashCode() | 1;
    }

    // Two differently fed 32-bit hashes make one of 64 bits.
    private static void Add(ref HashCode low, ref HashCode high, ReadOnlySpan<byte> text)
    {
        low.AddBytes(text);
        low.Add(text.Length);
        high.Add(text.Length);
        high.AddBytes(text);
        high.Add(0x5bd1e995);
    }

    private HashSet<long> StripeOf(long key) => _stripes[(int)((ulong)key >> 33) % Stripes];
}
