using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm;

/// <summary>What a received CANCEL does to its INVITE.</summary>
internal static class CanceledInvite
{
    /// <summary>Cancels the open branches; with none left the INVITE is over. Under its gate.</summary>
    public static void End(Transaction invite, RoutingContext cancel)
    {
        if (!invite.IsLive || invite.HasFinal)
            return;

        invite.IsCanceled = true;
        KeepReason(invite, cancel);
        invite.Layer.Downstream.CancelOthers(invite, cancel.Worker, -1, -1);
        if (invite.BranchCount > 0 && invite.AllEnded)
            invite.Layer.Failure.Finish(invite, cancel.Worker);
    }

    private static void KeepReason(Transaction invite, RoutingContext cancel)
    {
        var lines = cancel.Worker.RentWriter();
        var message = cancel.Message;
        for (var i = message.Find(HeaderName.Reason); i >= 0; i = message.Find(HeaderName.Reason, i + 1))
        {
            lines.Write(message.Span(message.Header(i).Line).TrimEnd("\r\n"u8));
            lines.Write("\r\n"u8);
        }

        invite.CancelReason.Set(lines.Written);
        cancel.Worker.Return(lines);
    }
}
