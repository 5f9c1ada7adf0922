using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Core;

/// <content>Message, script and branch flags.</content>
internal sealed partial class CoreModule
{
    [Function("setflag", Routes = RouteKinds.Any, Summary = "Sets a message flag.")]
    public static bool SetFlag(RoutingContext context, FlagNumber flag)
    {
        context.Flags |= flag.Mask;
        return true;
    }

    [Function("resetflag", Routes = RouteKinds.Any, Summary = "Clears a message flag.")]
    public static bool ResetFlag(RoutingContext context, FlagNumber flag)
    {
        context.Flags &= ~flag.Mask;
        return true;
    }

    [Function("isflagset", Routes = RouteKinds.Any, Summary = "True when a message flag is set.")]
    public static bool IsFlagSet(RoutingContext context, FlagNumber flag) => (context.Flags & flag.Mask) != 0;

    [Function("setsflag", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Sets a script flag.")]
    public static bool SetScriptFlag(RoutingContext context, FlagNumber flag)
    {
        context.ScriptFlags |= flag.Mask;
        return true;
    }

    [Function("resetsflag", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Clears a script flag.")]
    public static bool ResetScriptFlag(RoutingContext context, FlagNumber flag)
    {
        context.ScriptFlags &= ~flag.Mask;
        return true;
    }

    [Function("issflagset", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "True when a script flag is set.")]
    public static bool IsScriptFlagSet(RoutingContext context, FlagNumber flag) => (context.ScriptFlags & flag.Mask) != 0;

    [Function("setbflag", Surface = Surfaces.Kemi, Kemi = "setbflag/1,setbiflag/2", Routes = RouteKinds.Any, Summary = "Sets a flag of a branch.")]
    public static bool SetBranchFlag(RoutingContext context, FlagNumber flag, int branch = 0) => BranchFlags.Set(context, flag, branch);

    [Function("resetbflag", Surface = Surfaces.Kemi, Kemi = "resetbflag/1,resetbiflag/2", Routes = RouteKinds.Any, Summary = "Clears a flag of a branch.")]
    public static bool ResetBranchFlag(RoutingContext context, FlagNumber flag, int branch = 0) => BranchFlags.Reset(context, flag, branch);

    [Function("isbflagset", Surface = Surfaces.Kemi, Kemi = "isbflagset/1,isbiflagset/2", Routes = RouteKinds.Any, Summary = "True when a flag of a branch is set.")]
    public static bool IsBranchFlagSet(RoutingContext context, FlagNumber flag, int branch = 0) => BranchFlags.IsSet(context, flag, branch);
}
