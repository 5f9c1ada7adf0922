namespace Signalbox.Engine.Catalog;

/// <summary>
/// Life of a module instance: construct (no effects) → parameters set → <see cref="Validate"/> → <see cref="StartAsync"/>
/// → use → <see cref="StopAsync"/>. A reload makes new instances; what must survive lives in the <c>StateStore</c>.
/// </summary>
public interface IModule
{
    /// <summary>Checks parameters, finds other modules' interfaces; reports, and has no effects outside.</summary>
    void Validate(ModuleValidation validation)
    {
    }

    /// <summary>Opens sockets, files, timers. A thrown <see cref="ModuleStartException"/> refuses the snapshot with its text.</summary>
    ValueTask StartAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Called when the last message of the snapshot is done.</summary>
    ValueTask StopAsync() => ValueTask.CompletedTask;
}
