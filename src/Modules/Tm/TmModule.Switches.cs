using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm;

/// <content>Functions that switch something for the transaction.</content>
internal sealed partial class TmModule
{
    /// <summary>Switches the automatic 100.</summary>
    [Function("t_set_auto_inv_100", Routes = RouteKinds.Request, Summary = "Switches the automatic 100 of the transaction: 1 on, 0 off.")]
    public ReturnCode SetAutomatic100(RoutingContext context, int on)
    {
        SetupPool.Of(context).Automatic100 = on == 0 ? 0 : 1;
        return ReturnCode.True;
    }

    /// <summary>Switches the special treatment of 6xx.</summary>
    [Function("t_set_disable_6xx", Routes = ArmRoutes, Summary = "1: a 6xx does not cancel other branches.")]
    public ReturnCode SetDisable6xx(RoutingContext context, int on)
    {
        SetupPool.Of(context).Disable6xx = on == 0 ? 0 : 1;
        return ReturnCode.True;
    }

    /// <summary>Switches DNS failover.</summary>
    [Function("t_set_disable_failover", Routes = ArmRoutes, Summary = "1: no further address of a name is tried.")]
    public ReturnCode SetDisableFailover(RoutingContext context, int on)
    {
        SetupPool.Of(context).DisableFailover = on != 0;
        return ReturnCode.True;
    }

    /// <summary>Switches the answer of ours when a relay fails.</summary>
    [Function("t_set_disable_internal_reply", Routes = ArmRoutes, Summary = "1: no answer of ours when a relay fails.")]
    public ReturnCode SetDisableInternalReply(RoutingContext context, int on)
    {
        SetupPool.Of(context).DisableInternalReply = on != 0;
        return ReturnCode.True;
    }

    /// <summary>Switches the copying of Reason.</summary>
    [Function("t_set_no_e2e_cancel_reason", Routes = ArmRoutes, Summary = "1: Reason of a received CANCEL is not passed on.")]
    [Function("t_disable_e2e_cancel_reason", Routes = ArmRoutes, Surface = Surfaces.Cfg, Summary = "As t_set_no_e2e_cancel_reason.")]
    public ReturnCode SetNoCancelReason(RoutingContext context, int on)
    {
        SetupPool.Of(context).DisableCancelReason = on != 0;
        return ReturnCode.True;
    }

    /// <summary>Switches the ACK of ours to a 2xx.</summary>
    [Function("t_set_no_auto_ack", Routes = ArmRoutes | RouteKinds.Event, Summary = "1: a 2xx to an INVITE made here is not acknowledged here.")]
    public ReturnCode SetNoAutomaticAck(RoutingContext context, int on)
    {
        SetupPool.Of(context).NoAutomaticAck = on != 0;
        return ReturnCode.True;
    }

    /// <summary>Always 1: CANCEL and ACK are made from the request as it was sent anyway.</summary>
    [Function("t_use_uac_headers", Routes = RouteKinds.Any, Summary = "Always true: CANCEL and ACK are made from the request as it was sent anyway.")]
    public static ReturnCode UseSentHeaders(RoutingContext context) => ReturnCode.True;

    /// <summary>Keeps the changes of the message for branches that are added later; -1 without a transaction.</summary>
    [Function("t_save_lumps", Routes = RouteKinds.Request, Summary = "Keeps the changes made so far for branches that are added later.")]
    public ReturnCode SaveChanges(RoutingContext context)
    {
        if (context.Transaction is not Transaction transaction || ReferenceEquals(transaction.Request, context))
            return ReturnCode.False;

        lock (transaction.Gate)
            transaction.Take(context);

        return ReturnCode.True;
    }

    /// <summary>Always 1: an ended transaction goes by itself.</summary>
    [Function("t_clean", Routes = RouteKinds.Any, Summary = "Always true: an ended transaction goes by itself.")]
    public static ReturnCode Clean(RoutingContext context) => ReturnCode.True;

    /// <summary>1 when the message has a transaction.</summary>
    [Function("t_exists", Routes = RouteKinds.Any, Summary = "Tells whether the message has a transaction.")]
    public static ReturnCode Exists(RoutingContext context) => ReturnCode.Of(context.Transaction is not null);

    /// <summary>Always -1: replies are not parked.</summary>
    [Function("t_is_retr_async_reply", Routes = RouteKinds.OnReply, Summary = "Always false: replies are not parked.")]
    public static ReturnCode IsRepeatedParkedReply(RoutingContext context) => ReturnCode.False;
}
