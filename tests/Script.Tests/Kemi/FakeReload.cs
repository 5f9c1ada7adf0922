using Signalbox.Engine.Configuration;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>A server that never reloads.</summary>
internal sealed class FakeReload : IReloadService
{
    public required Snapshot Current { get; init; }

    public IReadOnlyList<GenerationStatus> ActiveGenerations => [];

    public ReloadOutcome? Last => null;

    public Task<ReloadOutcome> ReloadAsync(bool checkOnly, CancellationToken cancellationToken) => Task.FromResult(new ReloadOutcome());

    public void Retain(Snapshot snapshot)
    {
    }

    public void Release(Snapshot snapshot)
    {
    }
}
