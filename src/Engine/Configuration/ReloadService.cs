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
    private string[] _tried = [];

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

    /// <summary>Files that the last load asked for and that the live generation may not have: a refused one had other includes.</summary>
    public IReadOnlyList<string> Tried => Volatile.Read(ref _tried);

    /// <summary>The listeners; null where another holds them.</summary>
    public ServerSockets? Sockets { get; set; }

    private int Number => live.Current?.Generation ?? 0;

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
            throw new EngineStartException(ReloadFindings.Summary(diagnostics), diagnostics.Items);

        return snapshot;
    }

    /// <summary>Makes the first generation live.</summary>
    public void Publish(Snapshot first) => live.Publish(first);

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
            : Task.FromResult(ReloadFindings.None.Refuse("there is no generation to go back to", Number));
    }

    private async Task<ReloadOutcome> RunAsync(ReloadRequest request, IReadOnlyDictionary<string, string>? files, CancellationToken cancellationToken)
    {
        if (_source is not { } source || !await _one.WaitAsync(TimeSpan.Zero, cancellationToken))
            return ReloadFindings.None.Refuse("Ongoing reload", Number) with { IsBusy = true };

        var changes = !request.CheckOnly;
        if (changes)
            Announce(true);

        try
        {
            return Last = await ReloadOneAsync(source, request, files, cancellationToken);
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            // Who asked gets an answer, and the next attempt starts clean.
            logger.LogError(defect, "a reload failed");
            var diagnostics = new DiagnosticBag();
            diagnostics.Add(ReloadRules.Defect, null, string.Empty, defect.Message);
            return Last = (ReloadFindings.None with { Diagnostics = diagnostics }).Refuse(ReloadFindings.Summary(diagnostics), Number);
        }
        finally
        {
            if (changes)
                Announce(false);

            _one.Release();
        }
    }

    private async Task<ReloadOutcome> ReloadOneAsync(
        IConfigurationSource source, ReloadRequest request, IReadOnlyDictionary<string, string>? files, CancellationToken cancellationToken)
    {
        if (DescriptorLimit.Shortage() is { } shortage)
            return ReloadFindings.None.Refuse(shortage, Number);

        var tried = new HashSet<string>(StringComparer.Ordinal);
        var begin = time.GetTimestamp();
        var load = new LoadRequest(_lastGeneration + 1) { Files = files, Tried = tried };
        var (next, diagnostics) = await LoadAsync(source, load, cancellationToken);
        if (files is null)
            Volatile.Write(ref _tried, [.. tried]);

        var found = new ReloadFindings(diagnostics, [], time.GetElapsedTime(begin));
        if (next is null)
            return found.Refuse(ReloadFindings.Summary(diagnostics), Number);

        if (!request.Force && Current.Routes.Request is not null && next.Routes.Request is null)
        {
            ModuleLife.Discard(next);
            diagnostics.Add(ReloadRules.RequestRouteGone, null, string.Empty);
            return found.Refuse(ReloadFindings.Summary(diagnostics), Number);
        }

        found = found with { Changes = GenerationDiff.Compare(Current, next) };
        Pending = found.Waiting;
        if (Pending.Count > 0)
        {
            ModuleLife.Discard(next);
            if (!request.Force)
                return found.RefuseWaiting(Number);

            // The rest counts; these parameters keep what they have.
            (next, diagnostics) = await LoadAsync(source, load with { Keep = Current }, cancellationToken);
            found = found with { Diagnostics = diagnostics, LoadTime = time.GetElapsedTime(begin) };
            if (next is null)
                return found.Refuse(ReloadFindings.Summary(diagnostics), Number);
        }

        if (RefusalOf(next) is not { } refusal)
            return await TakeAsync(next, request.CheckOnly, found, cancellationToken);

        ModuleLife.Discard(next);
        return found.Refuse(refusal, Number);
    }

    /// <summary>Loads; no snapshot when there are errors.</summary>
    private static async Task<(Snapshot? Next, DiagnosticBag Diagnostics)> LoadAsync(IConfigurationSource source, LoadRequest load, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag();
        var next = await QuietThread.RunAsync(() => source.Load(load, diagnostics), cancellationToken);
        return (diagnostics.HasErrors ? null : next, diagnostics);
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

    private async Task<ReloadOutcome> TakeAsync(Snapshot next, bool checkOnly, ReloadFindings found, CancellationToken cancellationToken)
    {
        ListenChange? listeners;
        try
        {
            listeners = Sockets?.Prepare(next, checkOnly);
        }
        catch (EngineStartException refused)
        {
            ModuleLife.Discard(next);
            return found.Refuse(refused.Message, Number);
        }

        if (checkOnly)
        {
            ModuleLife.Discard(next);
            return found.Accept(Number, Number, TimeSpan.Zero, Sockets?.WarningsFor(next) ?? []);
        }

        if (await modules.StartAsync(next, cancellationToken) is { } refusal)
        {
            Sockets?.Undo(listeners!);
            ModuleLife.Discard(next);
            return found.Refuse(refusal, Number);
        }

        var old = Current;
        next.Settings.Variables.TakeOver(old.Settings.Variables);
        var swapTime = Swap(old, next, listeners);
        logger.LogInformation("generation {Generation} is live: {Changes} changes", next.Generation, found.Changes.Count);
        modules.Tell(next, old.Generation);
        modules.TellReplaced(old);
        return found.Accept(Number, old.Generation, swapTime, Sockets?.WarningsFor(next) ?? []);
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
            RetireListeners(listeners, old.Generation);

        drain.Retire(old);
        return took;
    }

    // The swap is done, so this is no reason to answer that nothing has changed.
    private void RetireListeners(ListenChange listeners, int lastGeneration)
    {
        try
        {
            Sockets!.Retire(listeners, lastGeneration);
        }
        catch (Exception defect)
        {
            logger.LogError(defect, "not all new listeners have their workers; restart, or take them out and add them again");
        }
    }
}
