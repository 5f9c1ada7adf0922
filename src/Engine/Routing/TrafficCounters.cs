using System.Numerics;
using Signalbox.Engine.Messages;

namespace Signalbox.Engine.Routing;

/// <summary>Messages that one worker received, by method, class and code; one writer, as for <see cref="WorkerCounters"/>.</summary>
public sealed class TrafficCounters
{
    private const int Methods = 20;
    private const int Classes = 7;
    private readonly long[] _requests = new long[Methods];
    private readonly long[] _replies = new long[Classes * Methods];
    private readonly long[] _classes = new long[Classes];
    private readonly long[] _codes = new long[Codes.Length];
    private long _ringing;

    /// <summary>The codes that are counted one by one.</summary>
    public static ReadOnlySpan<int> Codes => [401, 404, 407, 480, 486];

    /// <summary>Replies 180 to 189 (<c>rcv_replies_18x</c>).</summary>
    public long Ringing => _ringing;

    /// <summary>Requests of a method.</summary>
    public long Requests(SipMethod method) => _requests[IndexOf(method)];

    /// <summary>Replies of a class, 1 to 6.</summary>
    public long Replies(int codeClass) => _classes[codeClass];

    /// <summary>Replies of a class to requests of a method.</summary>
    public long Replies(int codeClass, SipMethod method) => _replies[codeClass * Methods + IndexOf(method)];

    /// <summary>Replies of one of <see cref="Codes"/>, by its place there.</summary>
    public long RepliesOfCode(int place) => _codes[place];

    internal void CountRequest(SipMethod method) => _requests[IndexOf(method)]++;

    internal void CountReply(int code, SipMethod method)
    {
        var codeClass = code / 100;
        if (codeClass is < 1 or >= Classes)
            return;

        _classes[codeClass]++;
        _replies[codeClass * Methods + IndexOf(method)]++;
        if (code is >= 180 and < 190)
            _ringing++;
        else if (code >= 400 && Codes.IndexOf(code) is >= 0 and var place)
            _codes[place]++;
    }

    internal void AddTo(TrafficCounters total)
    {
        Add(_requests, total._requests);
        Add(_replies, total._replies);
        Add(_classes, total._classes);
        Add(_codes, total._codes);
        total._ringing += _ringing;
    }

    private static void Add(long[] from, long[] to)
    {
        for (var i = 0; i < from.Length; i++)
            to[i] += from[i];
    }

    // Methods are bits; a message without one counts as any other.
    private static int IndexOf(SipMethod method) => Math.Min(BitOperations.TrailingZeroCount((int)method), Methods - 1);
}
