namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>What came for one case, a queue for each endpoint.</summary>
internal sealed class SipInbox
{
    private readonly Dictionary<SipEndpoint, Queue<SipArrival>> _queues = [];

    /// <summary>Puts a message in.</summary>
    public void Add(SipEndpoint endpoint, SipArrival arrival)
    {
        lock (_queues)
        {
            Of(endpoint).Enqueue(arrival);
            Monitor.PulseAll(_queues);
        }
    }

    /// <summary>The next message of an endpoint; null when none comes in time.</summary>
    public SipArrival? Take(SipEndpoint endpoint, TimeSpan patience)
    {
        var until = DateTime.UtcNow + patience;
        lock (_queues)
        {
            while (Of(endpoint).Count == 0)
            {
                var left = until - DateTime.UtcNow;
                if (left <= TimeSpan.Zero || !Monitor.Wait(_queues, left))
                    return null;
            }

            return Of(endpoint).Dequeue();
        }
    }

    /// <summary>All that nobody took.</summary>
    public List<string> Rest()
    {
        lock (_queues)
            return [.. _queues.SelectMany(static pair => pair.Value.Select(one => $"{pair.Key}: not recorded: {SipText.FirstLine(one.Text)}"))];
    }

    private Queue<SipArrival> Of(SipEndpoint endpoint)
    {
        if (!_queues.TryGetValue(endpoint, out var queue))
            _queues[endpoint] = queue = new Queue<SipArrival>();

        return queue;
    }
}
