using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Cfgutils;

/// <summary>Global flags and locks.</summary>
internal sealed partial class CfgutilsModule
{
    private GlobalFlags _flags = new();
    private NamedLocks? _locks;

    [Function("set_gflag", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Sets a global flag by its position, 0 to 31.")]
    public ReturnCode SetFlag(RoutingContext context, FlagNumber flag)
    {
        _flags.Set(flag.Mask);
        return ReturnCode.True;
    }

    [Function("reset_gflag", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Clears a global flag by its position, 0 to 31.")]
    public ReturnCode ResetFlag(RoutingContext context, FlagNumber flag)
    {
        _flags.Reset(flag.Mask);
        return ReturnCode.True;
    }

    [Function("is_gflag", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when the global flag at a position, 0 to 31, is set.")]
    public ReturnCode IsFlag(RoutingContext context, FlagNumber flag) => ReturnCode.Of(_flags.AreSet(flag.Mask));

    [Function("lock", Kemi = "lock/1,lock_key2/2", Routes = RouteKinds.Any, Summary = "Takes the lock of a key, waiting 5 seconds at most; -1 when it does not get it.")]
    public ReturnCode Lock(RoutingContext context, string key, string second = "")
    {
        if (_locks is not { } locks)
            return RefuseLock("lock");

        var outcome = locks.Enter(context.Worker, key, second);
        if (outcome != LockOutcome.Taken && log.IsEnabled(LogLevels.Error))
            log.Write(LogLevels.Error, Signalbox.Engine.Values.Latin1.ToBytes($"cfgutils: lock(\"{key}{second}\"): {Say(outcome)}"));

        return ReturnCode.Of(outcome == LockOutcome.Taken);
    }

    [Function("trylock", Kemi = "trylock/1,trylock_key2/2", Routes = RouteKinds.Any, Summary = "Takes the lock of a key when it is free; -1 when it is not.")]
    public ReturnCode TryLock(RoutingContext context, string key, string second = "") =>
        _locks is { } locks ? ReturnCode.Of(locks.TryEnter(context.Worker, key, second) == LockOutcome.Taken) : RefuseLock("trylock");

    [Function("unlock", Kemi = "unlock/1,unlock_key2/2", Routes = RouteKinds.Any, Summary = "Gives the lock of a key back; -1 when nobody holds it.")]
    public ReturnCode Unlock(RoutingContext context, string key, string second = "") =>
        _locks is { } locks ? ReturnCode.Of(locks.Exit(key, second)) : RefuseLock("unlock");

    private static string Say(LockOutcome outcome) => outcome == LockOutcome.OwnedBySelf
        ? "this worker holds it already; unlock() it first"
        : $"not free within {NamedLocks.Patience.TotalSeconds} seconds; is an unlock() missing?";

    private ReturnCode RefuseLock(string function)
    {
        if (log.IsEnabled(LogLevels.Error))
            log.Write(LogLevels.Error, Signalbox.Engine.Values.Latin1.ToBytes($"cfgutils: {function}() needs modparam lock_set_size above 0"));

        return ReturnCode.False;
    }
}
