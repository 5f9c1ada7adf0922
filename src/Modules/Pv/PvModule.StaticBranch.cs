using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>A branch that is put together first and added, or made the main one, later: <c>$sbranch</c>.</content>
internal sealed partial class PvModule
{
    private static readonly object StaticBranchKey = new();

    [PseudoVariable("sbranch", Inner = InnerName.Literal, Parser = nameof(ParseBranchKey), Summary = "Part of the worker's branch for sbranch_append and sbranch_set_ruri: as $branch.")]
    public static ScriptValue StaticBranchPart(RoutingContext context, in VariableKey key) =>
        key.Name == "count" ? ScriptValue.Of(1) : PartOf(StaticBranch(context.Worker), key.Name);

    [PseudoVariableWriter("sbranch")]
    public bool SetStaticBranchPart(RoutingContext context, in VariableKey key, in ScriptValue value) =>
        SetPart(context, StaticBranch(context.Worker), key.Name, value);

    [Function("sbranch_reset", Kemi = "pvx.sbranch_reset", Routes = RouteKinds.Any, Summary = "Empties $sbranch.")]
    public static ReturnCode ResetStaticBranch(RoutingContext context)
    {
        StaticBranch(context.Worker).Clear();
        return ReturnCode.True;
    }

    [Function("sbranch_append", Kemi = "pvx.sbranch_append", Routes = RouteKinds.Request | RouteKinds.Failure, Summary = "Adds $sbranch to the branches.")]
    public static ReturnCode AppendStaticBranch(RoutingContext context)
    {
        var own = StaticBranch(context.Worker);
        if (own.Uri.Length == 0 || context.Branches.Add(context.Snapshot.Settings.MaxBranches - 1) is not { } branch)
            return ReturnCode.False;

        branch.CopyFrom(own);
        return ReturnCode.True;
    }

    [Function("sbranch_set_ruri", Kemi = "pvx.sbranch_set_ruri", Routes = RouteKinds.Request | RouteKinds.Failure, Summary = "Makes $sbranch the request URI and its attributes.")]
    public static ReturnCode UseStaticBranch(RoutingContext context)
    {
        var own = StaticBranch(context.Worker);
        if (own.Uri.Length == 0)
            return ReturnCode.False;

        context.NewRequestUri.Set(own.Uri);
        context.DestinationUri.Set(own.DestinationUri);
        context.Path.Set(own.Path);
        context.Ruid.Set(own.Ruid);
        context.Q = own.Q;
        context.BranchFlags = own.Flags;
        context.ForcedSocket = own.ForcedSocket ?? context.ForcedSocket;
        return ReturnCode.True;
    }

    private static Branch StaticBranch(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(StaticBranchKey, out var known))
            return (Branch)known;

        var made = new Branch();
        worker.Locals.Add(StaticBranchKey, made);
        return made;
    }
}
