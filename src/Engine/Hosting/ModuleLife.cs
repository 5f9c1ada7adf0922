using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Hosting;

/// <summary>Starts and stops the modules of a snapshot.</summary>
internal sealed class ModuleLife(ILogger logger)
{
    /// <summary>Starts all modules in load order; when one refuses, those before it are stopped again.</summary>
    /// <returns>One line for the operator, or null when all are up.</returns>
    public async Task<string?> StartAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        for (var i = 0; i < snapshot.Modules.Count; i++)
        {
            var module = snapshot.Modules[i];
            if (module.Instance is not IModule life)
                continue;

            try
            {
                await life.StartAsync(cancellationToken);
            }
            catch (Exception refused)
            {
                await StopAsync(snapshot, i);
                if (refused is not (ModuleStartException or OperationCanceledException))
                    logger.LogError(refused, "module {Module} failed to start", module.Descriptor.Name);

                var place = module.Span is { } span ? $"{span}: " : string.Empty;
                return $"{place}module '{module.Descriptor.Name}' does not start: {refused.Message}";
            }
        }

        return null;
    }

    /// <summary>Tells the modules of the live generation that messages run on it.</summary>
    /// <param name="live">The generation.</param>
    /// <param name="before">Number of the one before; 0 for the first.</param>
    public void Tell(Snapshot live, int before) => ForObservers(live, observer => observer.BecameLive(before));

    /// <summary>Tells the modules of a generation that another one is live now.</summary>
    public void TellReplaced(Snapshot old) => ForObservers(old, static observer => observer.Replaced());

    /// <summary>Lets go of a generation whose modules do not run: its interpreters hold memory outside the garbage collector.</summary>
    public static void Discard(Snapshot snapshot)
    {
        foreach (var module in snapshot.Modules)
        {
            if (module.Instance is not IScriptModule script)
                continue;

            script.Runtime?.Dispose();
            script.Runtime = null;
        }
    }

    /// <summary>Stops all modules, last one first.</summary>
    public Task StopAsync(Snapshot snapshot) => StopAsync(snapshot, snapshot.Modules.Count);

    // The swap is done: the defect of one module must not keep the others, or who asked for the reload, from hearing of it.
    private void ForObservers(Snapshot snapshot, Action<ILiveObserver> tell)
    {
        foreach (var module in snapshot.Modules)
        {
            if (module.Instance is not ILiveObserver observer)
                continue;

            try
            {
                tell(observer);
            }
            catch (Exception defect)
            {
                logger.LogError(defect, "module {Module} failed when a generation became live", module.Descriptor.Name);
            }
        }
    }

    private async Task StopAsync(Snapshot snapshot, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            if (snapshot.Modules[i].Instance is not IModule life)
                continue;

            try
            {
                await life.StopAsync();
            }
            catch (Exception defect)
            {
                logger.LogError(defect, "module {Module} failed to stop", snapshot.Modules[i].Descriptor.Name);
            }
        }
    }
}
