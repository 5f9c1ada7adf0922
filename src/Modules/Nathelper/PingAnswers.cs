using System.Collections.Concurrent;

namespace Signalbox.Modules.Nathelper;

/// <summary>When contacts answered a ping last, by record id. State: it outlives generations.</summary>
internal sealed class PingAnswers
{
    private readonly ConcurrentDictionary<string, long> _seconds = new(StringComparer.Ordinal);

    /// <summary>Notes the first ping; the time counts from there.</summary>
    public void Start(string ruid, long now) => _seconds.TryAdd(ruid, now);

    /// <summary>Notes an answer; one of a contact that was never pinged counts for nothing.</summary>
    public void Note(string ruid, long now)
    {
        if (_seconds.TryGetValue(ruid, out var before))
            _seconds.TryUpdate(ruid, now, before);
    }

    /// <summary>Time of the last answer, or of the first ping; null when there was none.</summary>
    public long? Last(string ruid) => _seconds.TryGetValue(ruid, out var seconds) ? seconds : null;

    /// <summary>Forgets a contact.</summary>
    public void Forget(string ruid) => _seconds.TryRemove(ruid, out _);

    /// <summary>Forgets what nobody asked about for long.</summary>
    public void ForgetBefore(long seconds)
    {
        foreach (var (ruid, last) in _seconds)
        {
            if (last < seconds)
                _seconds.TryRemove(ruid, out _);
        }
    }
}
