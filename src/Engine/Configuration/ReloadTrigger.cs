using Microsoft.Extensions.Logging;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Engine.Configuration;

/// <summary>Reloads for which nobody waits, by a signal or a changed file: their outcome goes to the log.</summary>
/// <param name="reload">Carries them out.</param>
/// <param name="logger">Gets the outcome.</param>
public sealed class ReloadTrigger(IReloadCommands reload, ILogger logger)
{
    /// <summary>Reloads, and logs what came of it.</summary>
    /// <param name="cause">Who asked, for the log.</param>
    public async Task<ReloadOutcome> FireAsync(string cause)
    {
        var outcome = await reload.ReloadAsync(new ReloadRequest(), CancellationToken.None);
        if (outcome.Succeeded)
        {
            logger.LogInformation("reload by {Cause:l}: generation {Generation}, {Changes} changes", cause, outcome.Generation, outcome.Changes.Count);
            return outcome;
        }

        logger.LogError("reload by {Cause:l} refused, generation {Generation} stays: {Error:l}", cause, outcome.Generation, outcome.Error);
        foreach (var finding in outcome.Diagnostics)
        {
            if (finding.Rule.Severity == Severity.Error && outcome.Error != finding.Headline)
                logger.LogError("{Finding:l}", finding.Headline);
        }

        return outcome;
    }
}
