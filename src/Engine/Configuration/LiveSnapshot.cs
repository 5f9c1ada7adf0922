using Signalbox.Engine.Dns;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Configuration;

/// <summary>
/// The reference that a reload replaces. A worker announces what it works on in a place of its own, so nothing is shared
/// per message; the reader of those places pays for it with a process-wide barrier.
/// </summary>
internal sealed class LiveSnapshot
{
    private Snapshot? _current;

    /// <summary>The way to ask for names, given to each snapshot that goes live.</summary>
    public INames? Names { get; set; }

    /// <summary>The live snapshot; null before the start.</summary>
    public Snapshot? Current => Volatile.Read(ref _current);

    /// <summary>Pins the live snapshot for this worker; a message inside a message stays on the outer one's.</summary>
    /// <param name="worker">The calling worker.</param>
    /// <param name="outer">To be handed to <see cref="Leave"/>.</param>
    /// <returns>Null before the start and after the end.</returns>
    public Snapshot? Enter(WorkerState worker, out Snapshot? outer)
    {
        outer = worker.Pinned;
        if (outer is not null)
            return outer;

        while (true)
        {
            var snapshot = Volatile.Read(ref _current);
            worker.Pinned = snapshot;

            // Announce first, then look again: either the reload sees the announcement, or this sees the new snapshot.
            if (ReferenceEquals(Volatile.Read(ref _current), snapshot))
                return snapshot;
        }
    }

    /// <summary>The counterpart of <see cref="Enter"/>.</summary>
    public static void Leave(WorkerState worker, Snapshot? outer) => worker.Pinned = outer;

    /// <summary>Makes another snapshot live; from then on no worker begins on the old one.</summary>
    public void Publish(Snapshot? snapshot)
    {
        if (snapshot is not null)
            snapshot.Names = Names;

        Volatile.Write(ref _current, snapshot);
        Interlocked.MemoryBarrierProcessWide();
    }

    /// <summary>True when a worker is still on the snapshot or a transaction refers to it.</summary>
    public static bool IsInUse(Snapshot snapshot, IReadOnlyList<WorkerState> workers)
    {
        // A worker may be about to hand its pin over to a new transaction, so pins are read before references.
        foreach (var worker in workers)
        {
            if (ReferenceEquals(worker.Pinned, snapshot))
                return true;
        }

        return snapshot.References > 0;
    }
}
