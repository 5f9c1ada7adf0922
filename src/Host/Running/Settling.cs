using Signalbox.Engine.Configuration;
using Signalbox.Host.CommandLine;
using Signalbox.Host.Logging;

namespace Signalbox.Host.Running;

/// <summary>Takes the server's place in the system: PID file, user, working folder, log.</summary>
internal static class Settling
{
    /// <summary>The engine runs: what is left are PID file, user, folder and log.</summary>
    /// <exception cref="CommandLineException">One of them is not to be had; the engine is stopped.</exception>
    public static async Task<PidFile?> SettleAsync(ServerOptions options, EngineParts parts, ServerLog log, LogTargets targets)
    {
        PidFile? pidFile = null;
        try
        {
            var settings = parts.Services.Get<IReloadService>().Current.Settings;
            foreach (var flag in options.WithoutEffect)
                log.Core(LogLevels.Highest, $"the flag {flag} has no effect here");

            // As root, because the folder may be root's.
            pidFile = PidFile.Write(options.PidFile);
            Identity.Take(options, settings);
            if (options.WorkingFolder.Length == 0 && settings.WorkingDirectory.Length > 0)
                WorkIn(settings.WorkingDirectory, "workdir =");

            log.SwitchTo(targets.For(settings));
            return pidFile;
        }
        catch (CommandLineException)
        {
            await parts.StopAsync(atOnce: true);
            pidFile?.Dispose();
            throw;
        }
    }

    /// <summary>Changes the working folder.</summary>
    /// <exception cref="CommandLineException">It is none, or may not be entered.</exception>
    public static void WorkIn(string folder, string from)
    {
        try
        {
            Environment.CurrentDirectory = folder;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            throw new CommandLineException($"cannot change the working folder to {folder} ({from}): {cause.Message}");
        }
    }
}
