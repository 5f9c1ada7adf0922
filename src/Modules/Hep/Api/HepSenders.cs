using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Hep.Api;

/// <summary>
/// The senders to all collectors by TCP and TLS, one for each address and local address, shared by modules and generations. State: they
/// stay until the server ends, so that a reload loses nothing.
/// </summary>
internal sealed class HepSenders
{
    // Scripts may build addresses from messages: beyond this number a new one is refused.
    private const int MaxCollectors = 64;
    private readonly ConcurrentDictionary<HepRoad, HepStreamSender> _senders = new();
    private readonly Lock _gate = new();
    private int _users;

    /// <summary>The one object of a server.</summary>
    public static HepSenders Of(StateStore state) => state.GetOrAdd("hep senders", static () => new HepSenders());

    /// <summary>Address and figures of every sender.</summary>
    public IEnumerable<(string Collector, HepSenderCounters Counters)> All =>
        _senders.Select(static pair => (pair.Key.ToString(), pair.Value.Counters));

    /// <summary>Says that a module instance uses senders; to be ended with <see cref="ReleaseAsync"/>.</summary>
    public void Acquire()
    {
        lock (_gate)
            _users++;
    }

    /// <summary>Ends the use by a module instance; the last one has the senders send what waits, and ends them.</summary>
    public async ValueTask ReleaseAsync()
    {
        lock (_gate)
        {
            if (--_users > 0)
                return;
        }

        var ending = new List<Task>();
        foreach (var key in _senders.Keys)
        {
            if (_senders.TryRemove(key, out var sender))
                ending.Add(sender.DisposeAsync().AsTask());
        }

        await Task.WhenAll(ending).ConfigureAwait(false);
    }

    /// <summary>Queues a HEP 3 packet for a collector and returns at once; connections leave from the address of the destination's socket, if it says one.</summary>
    /// <returns>False when the transport is none of TCP and TLS, the collector's queue is full, or there are too many collectors.</returns>
    public bool TrySend(in Destination collector, ReadOnlySpan<byte> packet, ITlsProfiles? tls, ILogger log)
    {
        if (collector.Protocol is not (TransportProtocol.Tcp or TransportProtocol.Tls))
            return false;

        var road = new HepRoad(collector);
        if (!_senders.TryGetValue(road, out var sender) && !TryAdd(road, log, out sender))
            return false;

        sender.Tls = tls;
        return sender.TrySend(packet);
    }

    /// <summary>True while the sender to a collector has no connection and tries to get one.</summary>
    public bool IsDown(in Destination collector) => _senders.TryGetValue(new HepRoad(collector), out var sender) && sender.IsDown;

    /// <summary>Answers an RPC with the figures of every sender.</summary>
    public void Show(RpcCall call)
    {
        foreach (var (collector, counters) in All)
        {
            call.AddStruct().With("collector", collector).With("sent", counters.Sent).With("dropped", counters.Dropped)
                .With("waiting", counters.Waiting).With("connects", counters.Connects);
        }
    }

    private bool TryAdd(in HepRoad road, ILogger log, out HepStreamSender sender)
    {
        lock (_gate)
        {
            if (_senders.TryGetValue(road, out sender!))
                return true;

            if (_senders.Count >= MaxCollectors)
                return false;

            sender = new HepStreamSender(road, log);
            _senders[road] = sender;
            return true;
        }
    }
}
