using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Sl;

/// <summary>Counters of stateless replies by code; they survive reloads.</summary>
internal sealed class SlStatistics
{
    private static readonly int[] Counted = [200, 202, 300, 301, 302, 400, 401, 403, 404, 407, 408, 483, 500];
    private readonly Counter[] _codes = MakeCounters(Counted.Length);
    private readonly Counter[] _classes = MakeCounters(10);

    /// <summary>Replies sent.</summary>
    public Counter Sent { get; } = new();

    /// <summary>Replies that carried an internal error.</summary>
    public Counter SentErrors { get; } = new();

    /// <summary>Replies that could not be sent.</summary>
    public Counter Failures { get; } = new();

    /// <summary>ACKs absorbed.</summary>
    public Counter FilteredAcks { get; } = new();

    /// <summary>When the last reply was sent, in UTC ticks.</summary>
    public long LastSentTicks;

    /// <summary>Replies of one of the codes with a counter of their own.</summary>
    public Counter OfCode(int code)
    {
        var index = Array.IndexOf(Counted, code);
        return index >= 0 ? _codes[index] : _classes[0];
    }

    /// <summary>Replies of a class that have no counter of their own; 0 = outside 1xx to 6xx.</summary>
    public Counter OfClass(int hundreds) => _classes[hundreds is >= 1 and <= 6 ? hundreds : 0];

    /// <summary>Counts a reply that went out.</summary>
    public void Count(int code)
    {
        Sent.Increment();
        if (Array.IndexOf(Counted, code) >= 0)
            OfCode(code).Increment();
        else
            OfClass(code / 100).Increment();
    }

    private static Counter[] MakeCounters(int count)
    {
        var counters = new Counter[count];
        for (var i = 0; i < count; i++)
            counters[i] = new Counter();

        return counters;
    }
}
