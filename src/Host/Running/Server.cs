using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Transport;
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

    /// <summary>Loads the configuration and looks for all that is, or could be, wrong with it.</summary>
    public static DiagnosticBag Load(ServerOptions options, out Snapshot? snapshot)
    {
        using var stderr = Console.OpenStandardError();
        var log = new ServerLog(new StderrTarget(stderr, options.LogInColour), options.LogLevel);
        using var parts = new EngineParts(log, EngineParts.LoaderOptionsOf(options) with { CheckOnly = true, Analyze = true });
        var diagnostics = new DiagnosticBag();
        snapshot = parts.Source.Load(1, diagnostics);
        return diagnostics;
    }

    /// <summary>Checks the configuration as <c>-c</c> does.</summary>
    public static int Check(ServerOptions options)
    {
        var diagnostics = Load(options, out var snapshot);
        foreach (var finding in diagnostics.Items)
            Console.Error.WriteLine(finding.Render());

        if (snapshot is null || diagnostics.HasErrors)
        {
            Console.Error.WriteLine($"ERROR: bad config file ({diagnostics.ErrorCount} errors)");
            return ExitStatus.Failed;
        }

        Console.Out.WriteLine("config file ok, exiting...");
        Console.Out.WriteLine("Listening on ");
        foreach (var address in snapshot.Settings.Listen)
            Console.Out.WriteLine($"{(address.Protocol == TransportProtocol.None ? "*" : address.Protocol.Name()),16}: {address.Host}:{(address.Port > 0 ? address.Port : snapshot.Settings.Port)}");

        Console.Out.WriteLine("Aliases: ");
        foreach (var alias in snapshot.Settings.Aliases)
            Console.Out.WriteLine($"{(alias.Protocol == TransportProtocol.None ? "*" : alias.Protocol.Name()),16}: {alias.Host}:{(alias.Port > 0 ? alias.Port : "*")}");

        return ExitStatus.Done;
    }

    /// <summary>Prints the configuration as it is read.</summary>
    public static int Print(ServerOptions options)
    {
        using var stderr = Console.OpenStandardError();
        var log = new ServerLog(new StderrTarget(stderr, options.LogInColour), options.LogLevel);
        using var parts = new EngineParts(log, EngineParts.LoaderOptionsOf(options));
        var diagnostics = new DiagnosticBag();
        var text = parts.Loader.Print(diagnostics);
        foreach (var finding in diagnostics.Items)
            Console.Error.WriteLine(finding.Render());

        if (text is null || diagnostics.HasErrors)
            return ExitStatus.Failed;

        using var output = Console.OpenStandardOutput();
        output.Write(System.Text.Encoding.Latin1.GetBytes(text));
        return ExitStatus.Done;
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
