namespace Signalbox.Engine.Configuration;

/// <summary>What an operator can ask about generations; <see cref="IReloadService"/> is what modules need of them.</summary>
public interface IReloadCommands
{
    /// <summary>Changes of the file that the running generation does not have because they need a restart.</summary>
    IReadOnlyList<ReloadChange> Pending { get; }

    /// <summary>Number of the generation that <see cref="RollbackAsync"/> goes back to; 0 = there is none.</summary>
    int Previous { get; }

    /// <summary>Loads again and swaps.</summary>
    Task<ReloadOutcome> ReloadAsync(ReloadRequest request, CancellationToken cancellationToken);

    /// <summary>Makes the texts of the generation before live again, as a new generation; the files on the disk stay as they are.</summary>
    Task<ReloadOutcome> RollbackAsync(CancellationToken cancellationToken);
}
