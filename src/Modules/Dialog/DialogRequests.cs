using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Requests inside of dialogs.</summary>
internal sealed class DialogRequests(DialogServices services, DialogSettings settings, DialogLookup lookup, DialogLives lives, DialogEnd end, DialogEvents events)
{
    /// <summary>A request was routed by a Route of this server.</summary>
    /// <param name="context">The request.</param>
    /// <param name="parameters">Parameters of that Route.</param>
    public void Routed(RoutingContext context, ReadOnlySpan<byte> parameters)
    {
        if (!context.Message.HasToTag || context.Received.IsCaptured || DialogLookup.CurrentOf(context) is not null)
            return;

        if (settings.MatchMode != DialogMatchMode.TagsOnly && ParameterReader.TryGet(parameters, settings.RouteParameter, out TextRange cookie))
            MatchCookie(context, parameters.Slice(cookie.Start, cookie.Length));
        else if (settings.MatchMode != DialogMatchMode.IdOnly)
            MatchTags(context);
    }

    /// <summary>dlg_manage of a request that was not routed by a cookie.</summary>
    /// <returns>False when it belongs to no dialog.</returns>
    public bool MatchTags(RoutingContext context)
    {
        if (lookup.FindByTags(context, out var side) is not { } dialog)
            return false;

        Take(context, dialog, side);
        return true;
    }

    private void MatchCookie(RoutingContext context, ReadOnlySpan<byte> cookie)
    {
        if (!DialogCookie.TryParse(cookie, out var entry, out var id) || services.Table.Find(entry, id) is not { } dialog)
            return;

        DialogSide side;
        lock (dialog.Gate)
            side = dialog.SideOf(context.Message);

        if (side != DialogSide.None)
            Take(context, dialog, side);
    }

    private void Take(RoutingContext context, SipDialog dialog, DialogSide side)
    {
        DialogLookup.Attach(context, dialog);
        if (context.Message.Method == SipMethod.Bye)
        {
            if (end.TryEnd(dialog, DialogSignal.Bye))
                events.Ended(context, dialog);
        }
        else if (context.Message.Method != SipMethod.Cancel)
        {
            lock (dialog.Gate)
                Note(context, dialog, side);
        }

        events.Within(context, dialog);
    }

    private void Note(RoutingContext context, SipDialog dialog, DialogSide side)
    {
        if (!dialog.IsAlive)
            return;

        var message = context.Message;
        if (message.Method == SipMethod.Ack)
        {
            if (dialog.State == DialogState.ConfirmedNoAck)
            {
                dialog.Flags |= DialogFlags.Changed;
                dialog.MarkChanged();
            }

            dialog.State = DialogStates.Next(dialog.State, DialogSignal.Ack);
            return;
        }

        if (message.TryGetCSeq(out var cseq))
            NoteCSeq(dialog, side, cseq.Number);

        if (message.Method == SipMethod.Invite && RouteSets.ContactOf(message) is { IsEmpty: false } contact)
            dialog.Texts.Set(side == DialogSide.Caller ? DialogField.CallerContact : DialogField.CalleeContact, contact);

        var wanted = lives.WantedLifetime(context);
        if (wanted > 0)
            dialog.Lifetime = wanted;

        dialog.MarkChanged();
        lives.Renew(dialog);
    }

    // A keepalive or BYE of ours counts on from here, so a late old number must not take it back.
    private static void NoteCSeq(SipDialog dialog, DialogSide side, uint number)
    {
        if (side == DialogSide.Caller)
            dialog.CallerCSeq = Math.Max(dialog.CallerCSeq, number);
        else
            dialog.CalleeCSeq = Math.Max(dialog.CalleeCSeq, number);
    }
}
