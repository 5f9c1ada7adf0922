using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Corex;

/// <content>Extended flags of a message, 0 to 63.</content>
internal sealed partial class CorexModule
{
    private const int MaxFlag = 63;

    [Function("setxflag", Routes = RouteKinds.Any, Summary = "Sets an extended flag, 0 to 63; -1 beyond.")]
    public static ReturnCode SetFlag(RoutingContext context, int flag)
    {
        if (flag is < 0 or > MaxFlag)
            return ReturnCode.False;

        context.ExtendedFlags |= 1UL << flag;
        return ReturnCode.True;
    }

    [Function("resetxflag", Routes = RouteKinds.Any, Summary = "Clears an extended flag, 0 to 63; -1 beyond.")]
    public static ReturnCode ResetFlag(RoutingContext context, int flag)
    {
        if (flag is < 0 or > MaxFlag)
            return ReturnCode.False;

        context.ExtendedFlags &= ~(1UL << flag);
        return ReturnCode.True;
    }

    [Function("isxflagset", Routes = RouteKinds.Any, Summary = "True when an extended flag is set.")]
    public static ReturnCode IsFlagSet(RoutingContext context, int flag) =>
        ReturnCode.Of(flag is >= 0 and <= MaxFlag && (context.ExtendedFlags & (1UL << flag)) != 0);
}
