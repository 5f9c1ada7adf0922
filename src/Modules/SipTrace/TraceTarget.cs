namespace Signalbox.Modules.SipTrace;

/// <summary>
/// Where copies go: duplicate_uri or the first argument of sip_trace(). A comma parts receivers that get a copy each, a
/// bar parts those of which the first one that takes it gets it. Immutable.
/// </summary>
internal sealed class TraceTarget : IDisposable
{
    private const int MaxReceivers = 16;

    private TraceTarget(TraceCollector[][] receivers)
    {
        Receivers = receivers;
        Mark = new TraceMark(this);
    }

    /// <summary>For each copy the collectors to try, in order.</summary>
    public TraceCollector[][] Receivers { get; }

    /// <summary>The mark of transactions that go there; one object for all of them.</summary>
    public TraceMark Mark { get; }

    /// <summary>Reads SIP URIs; null when one of them is none, or there are more than 16.</summary>
    public static TraceTarget? Parse(string text)
    {
        var receivers = new List<TraceCollector[]>();
        var count = 0;
        foreach (var receiver in Split(text))
        {
            var collectors = new List<TraceCollector>();
            foreach (var uri in receiver.Split('|', StringSplitOptions.TrimEntries))
            {
                if (++count > MaxReceivers || TraceCollector.Parse(uri) is not { } collector)
                    return null;

                collectors.Add(collector);
            }

            if (collectors.Count > 1)
                collectors.ForEach(static one => one.BecomeOneOfMany());

            receivers.Add([.. collectors]);
        }

        return new TraceTarget([.. receivers]);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var collectors in Receivers)
        {
            foreach (var collector in collectors)
                collector.Dispose();
        }
    }

    // The user part of a URI may have commas of its own.
    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var comma = text.IndexOf(','); comma >= 0; comma = text.IndexOf(',', comma + 1))
        {
            var rest = text.AsSpan(comma + 1).TrimStart();
            if (!rest.IsEmpty && !rest.StartsWith("sip", StringComparison.OrdinalIgnoreCase))
                continue;

            yield return text[start..comma].Trim();
            start = comma + 1;
        }

        yield return text[start..].Trim();
    }
}
