using Signalbox.Engine.Catalog;

namespace Engine.Tests.Configuration;

/// <summary>A module that notes its life.</summary>
internal sealed class StubModule(string? refusal = null) : IModule
{
    public bool IsStarted { get; private set; }

    public bool IsStopped { get; private set; }

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (refusal is not null)
            throw new ModuleStartException(refusal);

        IsStarted = true;
        return ValueTask.CompletedTask;
    }

    public ValueTask StopAsync()
    {
        IsStopped = true;
        return ValueTask.CompletedTask;
    }
}
