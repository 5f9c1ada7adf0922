using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content><c>$sbranch</c>: a branch of the worker that is filled first and used then.</content>
internal sealed partial class PvModule
{
    private static readonly object StaticBranchKey = new();

    [PseudoVariable("sbranch", Inner = InnerName.Literal, Parser = nameof(ParseBranchKey), Summary = "Part of the worker's own branch: uri dst_uri path q send_socket flags ruid location_ua instance.")]
    public static ScriptValue StaticBranchPart(RoutingContext context, in VariableKey key) =>
        StaticBranch(context).Uri.IsSet ? PartOf(StaticBranch(context), key.Name) : ScriptValue.Undefined;

    [PseudoVariableWriter("sbranch")]
    public bool SetStaticBranchPart(RoutingContext context, in VariableKey key, in ScriptValue value) =>
        SetPart(context, StaticBranch(context), key.Name, value);

    [Function("sbranch_set_ruri", Kemi = "pvx.sbranch_set_ruri", Routes = RouteKinds.Any, Summary = "Makes the worker's own branch the main one: request URI, next hop, path, q, flags, socket.")]
    public static ReturnCode UseStaticBranch(RoutingContext context)
    {
        var branch = StaticBranch(context);
        if (!branch.Uri.IsSet)
            return ReturnCode.False;

        context.NewRequestUri.Set(branch.Uri);
        context.DestinationUri.Set(branch.DestinationUri);
        context.Path.Set(branch.Path);
        context.Ruid.Set(branch.Ruid);
        context.LocationUserAgent.Set(branch.LocationUserAgent);
        context.Q = branch.Q;
        context.BranchFlags = branch.Flags;
        context.ForcedSocket = branch.ForcedSocket ?? context.ForcedSocket;
        return ReturnCode.True;
    }

    [Function("sbranch_append", Kemi = "pvx.sbranch_append", Routes = RouteKinds.Any, Summary = "Adds the worker's own branch to the destinations.")]
    public static ReturnCode AppendStaticBranch(RoutingContext context)
    {
        var source = StaticBranch(context);
        if (!source.Uri.IsSet || context.Branches.Add(context.Snapshot.Settings.MaxBranches - 1) is not { } branch)
            return ReturnCode.False;

        branch.CopyFrom(source);
        return ReturnCode.True;
    }

    [Function("sbranch_reset", Kemi = "pvx.sbranch_reset", Routes = RouteKinds.Any, Summary = "Empties the worker's own branch.")]
    public static ReturnCode ResetStaticBranch(RoutingContext context)
    {
        StaticBranch(context).Clear();
        return ReturnCode.True;
    }

    private static Branch StaticBranch(RoutingContext context)
    {
        if (context.Worker.Locals.TryGetValue(StaticBranchKey, out var found))
            return (Branch)found;

        var made = new Branch();
        context.Worker.Locals.Add(StaticBranchKey, made);
        return made;
    }
}
