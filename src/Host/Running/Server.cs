using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Hosting;
using Signalbox.Host.CommandLine;
using Signalbox.Host.Logging;

namespace Signalbox.Host.Running;

/// <summary>Runs the server from start to signal.</summary>
internal static class Server
{
    /// <summary>Runs until SIGTERM or SIGINT.</summary>
    public static async Task<int> RunAsync(ServerOptions options)
    {
        using var targets = new LogTargets(options);
        var log = new ServerLog(targets.First, options.LogLevel);
        using var parts = new EngineParts(log, EngineParts.LoaderOptionsOf(options));
        using var manager = ServiceNotifier.OfEnvironment();
        using var signals = new StopSignals(() => Hangup(targets, parts), () => LogStatus(log, parts));
        Identity.Check(options);
        PidFile.CheckFree(options.PidFile);
        try
        {
            parts.Source.Loaded = settings => log.SwitchTo(targets.ForStart(settings));
            await parts.StartAsync(signals.Stop);
        }
        catch (EngineStartException) when (signals.Stop.IsCancellationRequested)
        {
            log.Core(0, "ended by a signal while it started");
            return ExitStatus.Done;
        }
        catch (EngineStartException refused)
        {
            Explain(refused);
            return ExitStatus.Failed;
        }

        using var pidFile = await Settling.SettleAsync(options, parts, log, targets);
        Announce(manager, parts);
        if (Daemon.IsChild)
            Daemon.ReportReady();

        await WaitAsync(signals.Stop);
        manager.Stopping();
        if (!signals.Hurry.IsCancellationRequested && !await parts.Runtime.FinishWorkAsync(signals.Hurry))
            log.Core(0, "the server ends although not all transactions are finished (exit_timeout)");

        await parts.StopAsync(atOnce: signals.Hurry.IsCancellationRequested);
        return ExitStatus.Done;
    }

    private static void Announce(ServiceNotifier manager, EngineParts parts)
    {
        string Status() => $"generation {parts.Runtime.Live?.Generation ?? 0}";
        manager.Ready(Status());
        manager.WatchWith(parts.Services.Get<Engine.Timers.ITimers>());
        parts.Runtime.Announce = begins =>
        {
            if (begins)
                manager.Reloading();
            else
                manager.Ready(Status());
        };
    }

    private static void Hangup(LogTargets targets, EngineParts parts)
    {
        targets.Reopen();
        if (parts.Runtime.Live is { Settings.ReloadOnHangup: true })
            _ = parts.Runtime.Trigger.FireAsync("SIGHUP");
    }

    /// <summary>Shows why the server does not start.</summary>
    public static void Explain(EngineStartException refused)
    {
        foreach (var finding in refused.Diagnostics)
            Console.Error.WriteLine(finding.Render());

        var errors = refused.Diagnostics.Count(static finding => finding.Rule.Severity == Severity.Error);
        Console.Error.WriteLine(errors > 0 ? $"ERROR: bad config file ({errors} errors)" : $"ERROR: {refused.Message}");
    }

    /// <summary>Waits for the signal.</summary>
    public static async Task WaitAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            // The signal has come.
        }
    }

    private static void LogStatus(ServerLog log, EngineParts parts)
    {
        var collected = GC.CollectionCount(0) + GC.CollectionCount(1) + GC.CollectionCount(2);
        log.Core(0, $"memory: {Environment.WorkingSet >> 20} MiB, managed {GC.GetTotalMemory(false) >> 20} MiB, {collected} collections, {parts.Runtime.Workers.Workers.Count} workers");
    }
}
