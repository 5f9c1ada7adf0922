using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Kex;

/// <summary>Flags, next hop, tests of the own name, and statistics commands.</summary>
[Module("kex", Summary = "Flags, next hop, tests of the own name, and statistics commands.")]
internal sealed partial class KexModule(ITransportTable transports, IReloadService reload, WorkerRegistry workers) : IModule
{
    [Function("setbflag", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Sets a flag of a branch.")]
    public static ReturnCode SetBranchFlag(RoutingContext context, long flag, int branch = 0) =>
        ReturnCode.Of(BranchFlags.TryFlag(flag, out var number) && BranchFlags.Set(context, number, branch));

    [Function("resetbflag", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Clears a flag of a branch.")]
    public static ReturnCode ResetBranchFlag(RoutingContext context, long flag, int branch = 0) =>
        ReturnCode.Of(BranchFlags.TryFlag(flag, out var number) && BranchFlags.Reset(context, number, branch));

    [Function("isbflagset", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when a flag of a branch is set.")]
    public static ReturnCode IsBranchFlagSet(RoutingContext context, long flag, int branch = 0) =>
        ReturnCode.Of(BranchFlags.TryFlag(flag, out var number) && BranchFlags.IsSet(context, number, branch));

    [Function("setsflag", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Sets a script flag.")]
    public static ReturnCode SetScriptFlag(RoutingContext context, FlagNumber flag)
    {
        context.ScriptFlags |= flag.Mask;
        return ReturnCode.True;
    }

    [Function("resetsflag", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Clears a script flag.")]
    public static ReturnCode ResetScriptFlag(RoutingContext context, FlagNumber flag)
    {
        context.ScriptFlags &= ~flag.Mask;
        return ReturnCode.True;
    }

    [Function("issflagset", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when a script flag is set.")]
    public static ReturnCode IsScriptFlagSet(RoutingContext context, FlagNumber flag) => ReturnCode.Of((context.ScriptFlags & flag.Mask) != 0);

    [Function("setdsturi", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Sets the next hop ($du).")]
    public static ReturnCode SetDestinationUri(RoutingContext context, ScriptValue uri)
    {
        using var bytes = new ValueBytes(context.Worker, uri);
        context.DestinationUri.Set(bytes.Span);
        return ReturnCode.True;
    }

    [Function("resetdsturi", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Removes the next hop ($du).")]
    public static ReturnCode ResetDestinationUri(RoutingContext context)
    {
        context.DestinationUri.Clear();
        return ReturnCode.True;
    }

    [Function("isdsturiset", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when a next hop ($du) is set.")]
    public static ReturnCode IsDestinationUriSet(RoutingContext context) => ReturnCode.Of(context.DestinationUri.Length > 0);

    [Function("is_myself", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when the URI names this server.")]
    [Function("is_myhost", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when the host names this server.")]
    public ReturnCode IsMyself(RoutingContext context, ScriptValue uri)
    {
        using var bytes = new ValueBytes(context.Worker, uri);
        return ReturnCode.Of(Myself.Is(context, transports, bytes.Span));
    }

    [PseudoVariable("sruid", Summary = "A text that is new at each read.")]
    public static ScriptValue UniqueId(RoutingContext context) => ScriptValue.Of(UniqueIds.Next("srui"));

    [Rpc("stats.get_statistics", Mi = "get_statistics", Summary = "Shows statistics: all, group: or [group:]name.", IsList = true)]
    public void GetStatistics(RpcCall call)
    {
        if (call.Parameters.Count == 0)
        {
            call.Fault(400, "Please provide which stats to retrieve");
            return;
        }

        foreach (var statistic in Find(call))
            call.Add($"{statistic.Group}:{statistic.Name} = {statistic.Value}");
    }

    [Rpc("stats.fetch", Summary = "Shows statistics as one struct, numbers as text.")]
    public void Fetch(RpcCall call)
    {
        var row = call.AddStruct();
        foreach (var statistic in Find(call))
            row.With($"{statistic.Group}.{statistic.Name}", RpcValue.Of(statistic.Value).ToText());
    }

    [Rpc("stats.fetchn", Summary = "Shows statistics as one struct of numbers.")]
    public void FetchNumbers(RpcCall call)
    {
        var row = call.AddStruct();
        foreach (var statistic in Find(call))
            row.With($"{statistic.Group}.{statistic.Name}", statistic.Value);
    }

    [Rpc("stats.reset_statistics", Mi = "reset_statistics", Summary = "Puts statistics back to 0; those of group core only count on.")]
    public void Reset(RpcCall call)
    {
        if (!HasNames(call))
            return;

        foreach (var statistic in Find(call))
            statistic.Counter?.Reset();
    }

    [Rpc("stats.clear_statistics", Mi = "clear_statistics", Summary = "Puts statistics back to 0 and shows what they were; those of group core only count on.", IsList = true)]
    public void Clear(RpcCall call)
    {
        if (!HasNames(call))
            return;

        foreach (var statistic in Find(call))
        {
            if (statistic is { Counter: null, Group: "core" })
                continue;

            var isReset = statistic.Counter is not null && statistic.Value != 0;
            statistic.Counter?.Reset();
            call.Add($"{statistic.Group}:{statistic.Name} = {(isReset ? $"0 ({statistic.Value})" : statistic.Value)}");
        }
    }

    private static bool HasNames(RpcCall call)
    {
        if (call.Parameters.Count == 0)
            call.Fault(400, "Please provide stats name");

        return call.FaultCode == 0;
    }

    private List<ServerStatistic> Find(RpcCall call)
    {
        var found = ServerStatistics.All(reload.Current, workers);
        found.RemoveAll(statistic => !call.Parameters.Any(parameter => statistic.IsMeantBy(parameter.ToText())));
        return found;
    }
}
