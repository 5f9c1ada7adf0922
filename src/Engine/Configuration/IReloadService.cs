namespace Signalbox.Engine.Configuration;

/// <summary>Replaces the live snapshot. One reload at a time; a second caller is told <c>Ongoing reload</c> at once.</summary>
public interface IReloadService
{
    /// <summary>The live snapshot.</summary>
    Snapshot Current { get; }

    /// <summary>Generations that still have messages or transactions, with their reference counts and age.</summary>
    IReadOnlyList<GenerationStatus> ActiveGenerations { get; }

    /// <summary>Outcome of the last attempt, or null.</summary>
    ReloadOutcome? Last { get; }

    /// <summary>Loads again; with <paramref name="checkOnly"/> nothing is swapped.</summary>
    Task<ReloadOutcome> ReloadAsync(bool checkOnly, CancellationToken cancellationToken);

    /// <summary>Keeps a generation's modules running while a transaction refers to it; call <see cref="Release"/> once for each call.</summary>
    void Retain(Snapshot snapshot);

    /// <summary>The counterpart of <see cref="Retain"/>.</summary>
    void Release(Snapshot snapshot);
}
