using System.Globalization;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Hosting;

namespace Signalbox.Engine.Configuration;

/// <summary>Load, validate, start the new modules, swap, drain the old generation, stop its modules.</summary>
internal sealed class ReloadService(
    LiveSnapshot live, GenerationDrain drain, ModuleLife modules, TimeProvider time, ILogger logger) : IReloadService
{
    private readonly SemaphoreSlim _one = new(1);
    private IConfigurationSource? _source;
    private int _lastGeneration;

    /// <inheritdoc />
    public Snapshot Current => live.Current ?? throw new InvalidOperationException("the server is not started");

    /// <inheritdoc />
    public IReadOnlyList<GenerationStatus> ActiveGenerations => drain.Active(Current);

    /// <inheritdoc />
    public ReloadOutcome? Last { get; private set; }

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

    /// <summary>Takes the live generation away: nothing begins any more.</summary>
    public void Withdraw() => live.Publish(null);

    /// <summary>Waits for a reload under way; later ones are refused.</summary>
    public Task RefuseFurtherAsync(TimeSpan limit) => _one.WaitAsync(limit);

    /// <inheritdoc />
    public async Task<ReloadOutcome> ReloadAsync(bool checkOnly, CancellationToken cancellationToken)
    {
        if (_source is not { } source || !await _one.WaitAsync(TimeSpan.Zero, cancellationToken))
            return Failure("Ongoing reload", new DiagnosticBag());

        try
        {
            var outcome = await ReloadOneAsync(source, checkOnly, cancellationToken);
            Last = outcome;
            return outcome;
        }
        finally
        {
            _one.Release();
        }
    }

    private static string Summary(DiagnosticBag diagnostics)
    {
        var first = diagnostics.FirstError?.Headline ?? "the configuration cannot be loaded";
        var count = diagnostics.ErrorCount.ToString(CultureInfo.InvariantCulture);
        return diagnostics.ErrorCount > 1 ? $"{first} ({count} errors)" : first;
    }

    private async Task<ReloadOutcome> ReloadOneAsync(IConfigurationSource source, bool checkOnly, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag();
        var begin = time.GetTimestamp();
        var next = await Task.Run(() => source.Load(_lastGeneration + 1, diagnostics), cancellationToken);
        var loadTime = time.GetElapsedTime(begin);
        if (next is null || diagnostics.HasErrors)
            return Failure(Summary(diagnostics), diagnostics);

        var restart = RestartCheck.Compare(Current, next);
        if (restart.Count > 0)
            return Failure($"restart required: {string.Join("; ", restart)}", diagnostics, restart);

        if (checkOnly)
            return Success(diagnostics, loadTime, TimeSpan.Zero);

        if (await modules.StartAsync(next, cancellationToken) is { } refusal)
            return Failure(refusal, diagnostics);

        next.Settings.Variables.TakeOver(Current.Settings.Variables);
        var swapTime = Swap(next);
        logger.LogInformation("generation {Generation} is live", next.Generation);
        return Success(diagnostics, loadTime, swapTime);
    }

    private TimeSpan Swap(Snapshot next)
    {
        var old = Current;
        var begin = time.GetTimestamp();
        live.Publish(next);
        _lastGeneration = next.Generation;
        var took = time.GetElapsedTime(begin);
        drain.Retire(old);
        return took;
    }

    private ReloadOutcome Success(DiagnosticBag diagnostics, TimeSpan loadTime, TimeSpan swapTime) => new()
    {
        Succeeded = true,
        Generation = Current.Generation,
        Diagnostics = diagnostics.Items,
        LoadTime = loadTime,
        SwapTime = swapTime,
    };

    private ReloadOutcome Failure(string error, DiagnosticBag diagnostics, IReadOnlyList<string>? restart = null) => new()
    {
        Generation = live.Current?.Generation ?? 0,
        Error = error,
        Diagnostics = diagnostics.Items,
        RestartRequired = restart ?? [],
    };
}
