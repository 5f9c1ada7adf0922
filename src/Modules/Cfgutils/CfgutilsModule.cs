using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Cfgutils;

/// <summary>Chance, waiting, routes by name, and the life of the module.</summary>
/// <param name="state">Keeps flags, probability and locks over a reload.</param>
/// <param name="log">Gets what the memory functions say.</param>
[Module("cfgutils", Summary = "Chance, locks, waiting, global flags, and routes called by name.")]
internal sealed partial class CfgutilsModule(StateStore state, IScriptLog log) : IModule
{
    private const int MaxProbability = 100;
    private const int MaxSleepSeconds = 3600;
    private Toggle _probability = new();

    /// <summary>Percentage of <c>rand_event()</c> until somebody changes it.</summary>
    [Parameter("initial_probability", Default = "10", Unit = "%", Summary = "Percentage with which rand_event() is true at start.", Min = 0, Max = MaxProbability)]
    public int InitialProbability { get; set; } = 10;

    /// <summary>Global flags at start, as a bitmap.</summary>
    [Parameter("initial_gflags", Default = "0", Summary = "Global flags at start, as a bitmap.", Min = int.MinValue, Max = uint.MaxValue)]
    public long InitialFlags { get; set; }

    /// <summary>File that check_config_hash compares with what it was at start.</summary>
    [Parameter("hash_file", Summary = "File whose change since the start cfgutils.check_config_hash reports.")]
    public string HashFile { get; set; } = string.Empty;

    /// <summary>Logarithm of the number of locks; 0 = none.</summary>
    [Parameter("lock_set_size", Default = "0", Summary = "Logarithm of the number of locks; 0 = lock() is refused.", Min = 0, Max = 16, Reloadable = false)]
    public int LockSetSize { get; set; }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _probability = state.GetOrAdd("cfgutils:probability", static () => new Toggle());
        _probability.Configure(InitialProbability);
        _flags = state.GetOrAdd("cfgutils:gflags", static () => new GlobalFlags());
        _flags.Configure((uint)InitialFlags);
        if (LockSetSize > 0)
            _locks = state.GetOrAdd($"cfgutils:locks:{LockSetSize}", () => new NamedLocks(1 << LockSetSize));

        if (HashFile.Length > 0)
            _hash = FileHash.Of(HashFile, out var error) ?? throw new ModuleStartException($"hash_file '{HashFile}': {error}");

        return ValueTask.CompletedTask;
    }

    [Function("rand_set_prob", Routes = RouteKinds.Any, Summary = "Sets the percentage of rand_event(), 0 to 100.")]
    public ReturnCode SetProbability(RoutingContext context, ProbabilityNumber probability)
    {
        _probability.Set(probability.Percent);
        return ReturnCode.True;
    }

    [Function("rand_reset_prob", Routes = RouteKinds.Any, Summary = "Sets the percentage of rand_event() to initial_probability.")]
    public ReturnCode ResetProbability(RoutingContext context)
    {
        _probability.Set(InitialProbability);
        return ReturnCode.True;
    }

    [Function("rand_get_prob", Routes = RouteKinds.Any, Summary = "Returns the percentage of rand_event(); 0 ends the script as any 0 does.")]
    public ReturnCode GetProbability(RoutingContext context) => _probability.Value;

    [Function("rand_event", Routes = RouteKinds.Any, Summary = "True with the probability that is set.")]
    public ReturnCode RandomEvent(RoutingContext context) => ReturnCode.Of(Random.Shared.Next(MaxProbability) < _probability.Value);

    [Function("core_hash", Routes = RouteKinds.Any, Summary = "Hash of two texts, from 1 to 2^size; size is 1 to 31.")]
    public static ReturnCode Hash(RoutingContext context, ScriptValue first, ScriptValue second, int size)
    {
        using var one = new ValueBytes(context.Worker, first);
        using var two = new ValueBytes(context.Worker, second);
        // Never 0, which would end the script.
        return (int)(CoreHash.Of(one.Span, two.Span) & MaskOf(size)) + 1;
    }

    [Function("sleep", Blocking = true, Routes = RouteKinds.Any, Summary = "Waits some seconds, an hour at most; holds the worker.")]
    public static ReturnCode Sleep(RoutingContext context, int seconds) => Wait(TimeSpan.FromSeconds(seconds));

    [Function("usleep", Blocking = true, Routes = RouteKinds.Any, Summary = "Waits some microseconds, an hour at most; holds the worker.")]
    public static ReturnCode SleepMicroseconds(RoutingContext context, long microseconds) => Wait(TimeSpan.FromMicroseconds(microseconds));

    [Function("check_route_exists", Routes = RouteKinds.Any, Summary = "True when there is a route[name].")]
    public static ReturnCode RouteExists(RoutingContext context, string name) => ReturnCode.Of(context.Snapshot.Routes.Find(RouteKinds.Request, name) is not null);

    [Function("route_if_exists", Routes = RouteKinds.Any, Summary = "Runs route[name] and returns its code; -1 when there is none.")]
    public static ReturnCode RunRoute(RoutingContext context, string name)
    {
        if (context.Snapshot.Routes.Find(RouteKinds.Request, name) is not { } route)
            return ReturnCode.False;

        var result = route.Run(context);
        context.DropRequested |= result.Drop;
        return result.Exit ? ReturnCode.Stop : result.Code;
    }

    [PseudoVariable("RANDOM", Summary = "A random number from 0 to 2147483647.")]
    public static ScriptValue ReadRandom(RoutingContext context) => ScriptValue.Of(Random.Shared.NextInt64(1L << 31));

    private static uint MaskOf(int size) => size is > 0 and < 32 ? (uint)((1L << size) - 1) : 1;

    private static ReturnCode Wait(TimeSpan time)
    {
        if (time < TimeSpan.Zero || time.TotalSeconds > MaxSleepSeconds)
            return ReturnCode.False;

        Thread.Sleep(time);
        return ReturnCode.True;
    }
}
