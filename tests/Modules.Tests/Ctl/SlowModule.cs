using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Tests.Ctl;

/// <summary>A module whose start takes as long as the test wants.</summary>
internal sealed class SlowModule : IModule
{
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hasStarted;
    private volatile bool _wasAsked;

    /// <summary>True after a command came to it.</summary>
    public bool WasAsked => _wasAsked;

    /// <summary>Lets it start.</summary>
    public void Go() => _go.SetResult();

    /// <summary>Makes it refuse to start.</summary>
    public void Refuse(string why) => _go.SetException(new ModuleStartException(why));

    /// <summary>What a command says.</summary>
    public string Answer()
    {
        _wasAsked = true;
        return _hasStarted ? "yes" : "no";
    }

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        await _go.Task.WaitAsync(cancellationToken);
        _hasStarted = true;
    }
}
