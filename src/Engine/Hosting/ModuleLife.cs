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
