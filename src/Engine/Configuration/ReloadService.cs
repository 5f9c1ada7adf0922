using System.Globalization;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Hosting;

namespace Signalbox.Engine.Configuration;

/// <summary>Load, compare, validate, open and start what is new, swap, drain the old generation, stop its modules.</summary>
internal sealed class ReloadService(
    LiveSnapshot live, GenerationDrain drain, ModuleLife modules, TimeProvider time, ILogger logger) : IReloadService, IReloadCommands
{
    private readonly SemaphoreSlim _one = new(1);
    private IConfigurationSource? _source;
    private (int Generation, IReadOnlyDictionary<string, string> Files) _former;
    private int _lastGeneration;

    /// <inheritdoc />
    public Snapshot Current => live.Current ?? throw new InvalidOperationException("the server is not started");

    /// <inheritdoc />
    public IReadOnlyList<GenerationStatus> ActiveGenerations => drain.Active(Current);

    /// <inheritdoc />
    public ReloadOutcome? Last { get; private set; }

    /// <inheritdoc />
    public IReadOnlyList<ReloadChange> Pending { get; private set; } = [];

    /// <inheritdoc />
    public int Previous => _former.Generation;

    /// <summary>The listeners; null where another holds them.</summary>
    public ServerSockets? Sockets { get; set; }

    /// <summary>Hears when a reload begins (true) and when it ended (false).</summary>
    public Action<bool> Announce { get; set; } = static _ => { };

    /// <inheritdoc />
    public void Retain(Snapshot snapshot) => snapshot.AddReference(1);

    /// <inheritdoc />
    public void Release(Snapshot snapshot) => snapshot.AddReference(-1);

    /// <summary>Loads the first generation; it is not live before <see cref="Publish"/>.</summary>
    /// <exception cref="EngineStartException">The configuration has errors.</exception>
    public Snapshot LoadFirst(IConfigurationSource source)
    {
        _source = source;
        var diagnostics = new DiagnosticBag();
        var snapshot = source.Load(++_lastGeneration, diagnostics);
        if (snapshot is null || diagnostics.HasErrors)
            throw new EngineStartException(Summary(diagnostics), diagnostics.Items);

        return snapshot;
    }

    /// <summary>Makes the first generation live.</summary>
    public void Publish(Snapshot first) => live.Publish(first);

    /// <summary>Tells the modules of the live generation that messages run on it.</summary>
    /// <param name="live">The generation.</param>
    /// <param name="before">Number of the one before; 0 for the first.</param>
    public static void Tell(Snapshot live, int before)
    {
        foreach (var module in live.Modules)
        {
            if (module.Instance is ILiveObserver observer)
                observer.BecameLive(before);
        }
    }

    /// <summary>Takes the live generation away: nothing begins any more.</summary>
    public void Withdraw() => live.Publish(null);

    /// <summary>Waits for a reload under way; later ones are refused.</summary>
    public Task RefuseFurtherAsync(TimeSpan limit) => _one.WaitAsync(limit);

    /// <inheritdoc />
    public Task<ReloadOutcome> ReloadAsync(bool checkOnly, CancellationToken cancellationToken) =>
        ReloadAsync(new ReloadRequest { CheckOnly = checkOnly }, cancellationToken);

    /// <inheritdoc />
    public Task<ReloadOutcome> ReloadAsync(ReloadRequest request, CancellationToken cancellationToken) => RunAsync(request, null, cancellationToken);

    /// <inheritdoc />
    public Task<ReloadOutcome> RollbackAsync(CancellationToken cancellationToken)
    {
        // What the running generation kept because of a restart is kept again.
        return _former is { Generation: > 0, Files: var files }
            ? RunAsync(new ReloadRequest { Force = true }, files, cancellationToken)
            : Task.FromResult(Failure("there is no generation to go back to", new DiagnosticBag()));
    }

    private async Task<ReloadOutcome> RunAsync(ReloadRequest request, IReadOnlyDictionary<string, string>? files, CancellationToken cancellationToken)
    {
        if (_source is not { } source || !await _one.WaitAsync(TimeSpan.Zero, cancellationToken))
            return Failure("Ongoing reload", new DiagnosticBag());

        Announce(true);
        try
        {
            var outcome = await ReloadOneAsync(source, request, files, cancellationToken);
            Last = outcome;
            return outcome;
        }
        finally
        {
            Announce(false);
            _one.Release();
        }
    }

    private static string Summary(DiagnosticBag diagnostics)
    {
        var first = diagnostics.FirstError?.Headline ?? "the configuration cannot be loaded";
        var count = diagnostics.ErrorCount.ToString(CultureInfo.InvariantCulture);
        return diagnostics.ErrorCount > 1 ? $"{first} ({count} errors)" : first;
    }

    private async Task<ReloadOutcome> ReloadOneAsync(
        IConfigurationSource source, ReloadRequest request, IReadOnlyDictionary<string, string>? files, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag();
        var begin = time.GetTimestamp();
        var load = new LoadRequest(_lastGeneration + 1) { Files = files };
        var next = await Task.Run(() => source.Load(load, diagnostics), cancellationToken);
        if (next is null || diagnostics.HasErrors)
            return Failure(Summary(diagnostics), diagnostics);

        var changes = GenerationDiff.Compare(Current, next);
        var waiting = changes.FindAll(static change => change.Class == ChangeClass.NeedsRestart);
        Pending = waiting;
        if (waiting.Count > 0)
        {
            ModuleLife.Discard(next);
            if (!request.Force)
                return Failure($"restart required: {string.Join("; ", waiting)}", diagnostics, changes);

            // The rest counts; these parameters keep what they have.
            diagnostics = new DiagnosticBag();
            next = await Task.Run(() => source.Load(load with { Keep = Current }, diagnostics), cancellationToken);
            if (next is null || diagnostics.HasErrors)
                return Failure(Summary(diagnostics), diagnostics);
        }

        var loadTime = time.GetElapsedTime(begin);
        if (RefusalOf(next) is { } refusal)
        {
            ModuleLife.Discard(next);
            return Failure(refusal, diagnostics, changes);
        }

        return await TakeAsync(next, request.CheckOnly, new Found(diagnostics, changes, loadTime), cancellationToken);
    }

    private string? RefusalOf(Snapshot next)
    {
        foreach (var module in next.Modules)
        {
            if (module.Instance is IReloadCheck check && Current.Module(module.Descriptor.Name) is { } running && check.Refuses(running.Instance) is { } reason)
                return $"module '{module.Descriptor.Name}': {reason}";
        }

        return null;
    }

    private async Task<ReloadOutcome> TakeAsync(Snapshot next, bool checkOnly, Found found, CancellationToken cancellationToken)
    {
        ListenChange? listeners;
        try
        {
            listeners = Sockets?.Prepare(next, checkOnly);
        }
        catch (EngineStartException refused)
        {
            ModuleLife.Discard(next);
            return Failure(refused.Message, found.Diagnostics, found.Changes);
        }

        if (checkOnly)
        {
            ModuleLife.Discard(next);
            return Success(found, Current.Generation, TimeSpan.Zero, Sockets?.WarningsFor(next) ?? []);
        }

        if (await modules.StartAsync(next, cancellationToken) is { } refusal)
        {
            Sockets?.Undo(listeners!);
            ModuleLife.Discard(next);
            return Failure(refusal, found.Diagnostics, found.Changes);
        }

        var old = Current;
        next.Settings.Variables.TakeOver(old.Settings.Variables);
        var swapTime = Swap(old, next, listeners);
        logger.LogInformation("generation {Generation} is live: {Changes} changes", next.Generation, found.Changes.Count);
        Tell(next, old.Generation);
        foreach (var module in old.Modules)
            (module.Instance as ILiveObserver)?.Replaced();

        return Success(found, old.Generation, swapTime, Sockets?.WarningsFor(next) ?? []);
    }

    private TimeSpan Swap(Snapshot old, Snapshot next, ListenChange? listeners)
    {
        var begin = time.GetTimestamp();
        if (listeners is not null)
            Sockets!.Take(listeners);

        live.Publish(next);
        _lastGeneration = next.Generation;
        var took = time.GetElapsedTime(begin);
        _former = (old.Generation, old.Files);
        drain.Expect(old);
        if (listeners is not null)
            Sockets!.Retire(listeners, old.Generation);

        drain.Retire(old);
        return took;
    }

    private ReloadOutcome Success(Found found, int old, TimeSpan swapTime, IReadOnlyList<string> warnings) => new()
    {
        Succeeded = true,
        Generation = Current.Generation,
        Old = old,
        Diagnostics = found.Diagnostics.Items,
        LoadTime = found.LoadTime,
        SwapTime = swapTime,
        Changes = found.Changes,
        RestartRequired = Waiting(found.Changes),
        Warnings = warnings,
    };

    private ReloadOutcome Failure(string error, DiagnosticBag diagnostics, List<ReloadChange>? changes = null) => new()
    {
        Generation = live.Current?.Generation ?? 0,
        Old = live.Current?.Generation ?? 0,
        Error = error,
        Diagnostics = diagnostics.Items,
        Changes = changes ?? [],
        RestartRequired = Waiting(changes ?? []),
    };

    private static List<string> Waiting(List<ReloadChange> changes) =>
        changes.FindAll(static change => change.Class == ChangeClass.NeedsRestart).ConvertAll(static change => change.ToString());

    private sealed record Found(DiagnosticBag Diagnostics, List<ReloadChange> Changes, TimeSpan LoadTime);
}
