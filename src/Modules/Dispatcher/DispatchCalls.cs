using System.Collections.Concurrent;

namespace Signalbox.Modules.Dispatcher;

/// <summary>Which destination has which call, for algorithm 10. State: it outlives generations and reloads of the list.</summary>
internal sealed class DispatchCalls
{
    /// <summary>Most calls; further ones are not counted.</summary>
    public const int MaxCalls = 1_000_000;

    private readonly ConcurrentDictionary<string, Entry> _calls = new(StringComparer.Ordinal);

    /// <summary>Counts a new call.</summary>
    /// <param name="callId">Its Call-ID.</param>
    /// <param name="load">The destination.</param>
    /// <param name="until">When it is forgotten, in ms of the timers.</param>
    /// <returns>False when it is counted already, or there are too many.</returns>
    public bool Begin(string callId, DispatchLoad load, long until)
    {
        if (_calls.Count >= MaxCalls || !_calls.TryAdd(callId, new Entry(load, until)))
            return false;

        load.Add();
        return true;
    }

    /// <summary>Another destination has it now; false when it is not counted.</summary>
    public bool Move(string callId, DispatchLoad load)
    {
        if (!_calls.TryGetValue(callId, out var entry) || !_calls.TryUpdate(callId, entry with { Load = load }, entry))
            return false;

        entry.Load.Remove();
        load.Add();
        return true;
    }

    /// <summary>The call was answered; it counts on until the given time. False when it is not counted.</summary>
    public bool Confirm(string callId, long until) =>
        _calls.TryGetValue(callId, out var entry) && _calls.TryUpdate(callId, entry with { Until = until }, entry);

    /// <summary>The call is over; false when it is not counted.</summary>
    public bool End(string callId)
    {
        if (!_calls.TryRemove(callId, out var entry))
            return false;

        entry.Load.Remove();
        return true;
    }

    /// <summary>Ends calls whose time is over.</summary>
    public void Sweep(long now)
    {
        foreach (var (callId, entry) in _calls)
        {
            if (entry.Until <= now)
                End(callId);
        }
    }

    private sealed record Entry(DispatchLoad Load, long Until);
}
