using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;

namespace Signalbox.Modules.Tm;

/// <summary>
/// Tells which ACKs end here: those to negative replies and to a 2xx made here. One to a 2xx that was passed on belongs to no
/// transaction, whatever its branch says (RFC 3261 §13.2.2.4).
/// </summary>
internal sealed class AckStep(TransactionLayer layer)
{
    /// <summary>True when the ACK ends here; its transaction and the observers heard of it.</summary>
    public bool IsAbsorbed(RoutingContext ack)
    {
        var invite = layer.Find(ack) ?? layer.Services.Table.FindAnswered(ack.Message, isLocal: true);
        if (invite is null)
            return false;

        var isLocal = false;
        var isAbsorbed = false;
        lock (invite.Gate)
        {
            if (invite.IsLive)
            {
                isLocal = invite.LastStatus is >= 200 and < 300;
                isAbsorbed = isLocal ? AnswersOurs(invite, ack) : Acknowledge(invite, ack);
            }
        }

        invite.Release();
        if (isAbsorbed && isLocal)
            layer.Observers.Acknowledged(ack);

        return isAbsorbed;
    }

    private static bool Acknowledge(Transaction invite, RoutingContext ack)
    {
        TransactionLayer.ShowMatch(ack, invite, 0, isRetransmission: invite.IsWaiting);
        if (invite.HasFinal)
            invite.Layer.Timers.Linger(invite);

        return true;
    }

    // The To tag says whose 2xx it is for: the same INVITE may have had one of a branch too.
    private static bool AnswersOurs(Transaction invite, RoutingContext ack)
    {
        var reply = DownstreamRequests.ScratchOf(ack.Worker);
        if (invite.LastOrigin != MessageOrigin.TransactionReply || !invite.LastReply.TryParse(reply))
            return false;

        var isOurs = reply.TryGetTo(out var to) && ack.Message.TryGetTo(out var other)
            && reply.Span(to.Tag).SequenceEqual(ack.Message.Span(other.Tag));
        if (isOurs)
            TransactionLayer.ShowMatch(ack, invite, 0, isRetransmission: false);

        return isOurs;
    }
}
