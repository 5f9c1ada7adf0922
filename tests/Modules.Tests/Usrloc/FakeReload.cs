using Signalbox.Engine.Configuration;

namespace Signalbox.Modules.Tests.Usrloc;

/// <summary>One generation that stays.</summary>
internal sealed class FakeReload : IReloadService
{
    private Snapshot? _current;

    public int Retained { get; private set; }

    public Snapshot Current
    {
        get => _current ?? throw new InvalidOperationException("not started");
        set => _current = value;
    }

    public IReadOnlyList<GenerationStatus> ActiveGenerations => [];

    public ReloadOutcome? Last => null;

    public Task<ReloadOutcome> ReloadAsync(bool checkOnly, CancellationToken cancellationToken) => Task.FromResult(new ReloadOutcome());

    public void Retain(Snapshot snapshot) => Retained++;

    public void Release(Snapshot snapshot) => Retained--;
}
