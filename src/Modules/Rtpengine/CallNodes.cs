using System.Collections.Concurrent;

namespace Signalbox.Modules.Rtpengine;

/// <summary>Which server has which call, so that all commands of a call go to one. State: it outlives generations.</summary>
internal sealed class CallNodes
{
    /// <summary>Most calls; further ones are found by their hash only.</summary>
    public const int MaxCalls = 1_000_000;

    private readonly ConcurrentDictionary<string, (MediaNode Node, long Until)> _calls = new(StringComparer.Ordinal);

    /// <summary>Number of calls.</summary>
    public int Count => _calls.Count;

    /// <summary>The server of a call, or null.</summary>
    public MediaNode? Find(string callId) => _calls.TryGetValue(callId, out var entry) && entry.Until > Environment.TickCount64 ? entry.Node : null;

    /// <summary>Notes a call.</summary>
    public void Note(string callId, MediaNode node, TimeSpan life)
    {
        if (_calls.Count < MaxCalls || _calls.ContainsKey(callId))
            _calls[callId] = (node, Environment.TickCount64 + (long)life.TotalMilliseconds);
    }

    /// <summary>Forgets a call.</summary>
    public void Forget(string callId) => _calls.TryRemove(callId, out _);

    /// <summary>Forgets calls that nobody ended.</summary>
    public void Sweep()
    {
        var now = Environment.TickCount64;
        foreach (var (callId, entry) in _calls)
        {
            if (entry.Until <= now)
                _calls.TryRemove(callId, out _);
        }
    }
}
