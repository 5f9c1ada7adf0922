using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Core.Api;

/// <summary>Branch flags by branch number: 0 is the request URI, 1 and up the further destinations.</summary>
internal static class BranchFlags
{
    /// <summary>Sets; false when there is no such branch.</summary>
    public static bool Set(RoutingContext context, FlagNumber flag, int branch) =>
        TryGet(context, branch, out var flags) && Put(context, branch, flags | flag.Mask);

    /// <summary>Clears; false when there is no such branch.</summary>
    public static bool Reset(RoutingContext context, FlagNumber flag, int branch) =>
        TryGet(context, branch, out var flags) && Put(context, branch, flags & ~flag.Mask);

    /// <summary>True when the branch is there and has the flag.</summary>
    public static bool IsSet(RoutingContext context, FlagNumber flag, int branch) =>
        TryGet(context, branch, out var flags) && (flags & flag.Mask) != 0;

    private static bool TryGet(RoutingContext context, int branch, out uint flags)
    {
        flags = 0;
        if (branch < 0 || branch > context.Branches.Count)
            return false;

        flags = branch == 0 ? context.BranchFlags : context.Branches[branch - 1].Flags;
        return true;
    }

    private static bool Put(RoutingContext context, int branch, uint flags)
    {
        if (branch == 0)
            context.BranchFlags = flags;
        else
            context.Branches[branch - 1].Flags = flags;

        return true;
    }
}
