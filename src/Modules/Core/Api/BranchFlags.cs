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

    /// <summary>The flag with that number, from scripts that may name one that is not there; false then.</summary>
    public static bool TryFlag(long number, out FlagNumber flag)
    {
        flag = new FlagNumber((int)Math.Clamp(number, 0, FlagNumber.Max));
        return number is >= 0 and <= FlagNumber.Max;
    }

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
