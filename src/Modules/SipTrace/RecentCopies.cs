using Signalbox.Modules.Hep.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipTrace;

/// <summary>
/// The last copies that a collector was sent by UDP. Its host says that nobody took one only when it has arrived there,
/// and so that the next one cannot be sent: which copies are lost by then is not known exactly. Safe for all workers.
/// </summary>
internal sealed class RecentCopies
{
    private const int MaxKept = 64;

    // Longer than the way to a collector and back.
    private const long DoubtMilliseconds = 200;
    private readonly BoundedRing<HepQueuedPacket> _kept = new(MaxKept);
    private readonly BoundedRing<HepQueuedPacket> _spare = new(MaxKept);
    private long _lastSent;

    /// <summary>Keeps one that was sent; beyond 64 the oldest is forgotten.</summary>
    /// <param name="bytes">The copy.</param>
    /// <param name="now">Milliseconds on the clock of <see cref="Environment.TickCount64"/>.</param>
    public void Add(ReadOnlySpan<byte> bytes, long now)
    {
        if (!_spare.TryDequeue(out var copy))
            copy = new HepQueuedPacket();

        copy.Set(bytes);
        copy.SentAt = now;
        Volatile.Write(ref _lastSent, now);
        while (!_kept.TryEnqueue(copy))
        {
            if (_kept.TryDequeue(out var oldest))
                Return(oldest);
        }
    }

    /// <summary>Takes the oldest copy that may be lost: the last one, and those shortly before it. To be given back.</summary>
    public bool TryTake(out HepQueuedPacket copy)
    {
        while (_kept.TryDequeue(out copy!))
        {
            if (copy.SentAt >= Volatile.Read(ref _lastSent) - DoubtMilliseconds)
                return true;

            Return(copy);
        }

        return false;
    }

    /// <summary>Gives one back.</summary>
    public void Return(HepQueuedPacket copy)
    {
        copy.Trim();
        _spare.TryEnqueue(copy);
    }
}
