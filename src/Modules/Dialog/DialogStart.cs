using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Makes a dialog of an initial INVITE.</summary>
internal sealed class DialogStart(DialogServices services, DialogSettings settings, DialogLookup lookup, DialogLives lives, DialogEnd end, DialogEvents events)
{
    /// <summary>Makes a dialog, or joins the one that a spiral or a repetition belongs to.</summary>
    /// <returns>False when the message has a dialog already, lacks what a dialog needs, or there are too many.</returns>
    public bool Begin(RoutingContext context)
    {
        var message = context.Message;
        if (DialogLookup.CurrentOf(context) is not null || message.Method != SipMethod.Invite || context.Received.IsCaptured)
            return false;

        if (settings.DetectSpirals && lookup.FindByTags(context, out _) is { IsAlive: true } known)
        {
            Join(context, known);
            return true;
        }

        if (services.Table.IsFull)
        {
            services.Log.Write(LogLevels.Error, "dialog: too many dialogs; the call goes on without one"u8);
            return false;
        }

        return Make(context) is not null;
    }

    /// <summary>The script is done with an initial request.</summary>
    public void ScriptEnded(RoutingContext context, SipDialog dialog)
    {
        // Answered statelessly or dropped: nothing will ever tell how the call went on.
        if (dialog is { State: DialogState.Unconfirmed, IsListed: true } && (dialog.Flags & DialogFlags.HasTransaction) == DialogFlags.None)
            end.Discard(dialog);
        else if (!settings.AnnouncesInScript)
            events.Created(context, dialog);
    }

    private SipDialog? Make(RoutingContext context)
    {
        var message = context.Message;
        if (!message.TryGetCallId(out var callId) || !message.TryGetCSeq(out var cseq) || !message.TryGetFrom(out var from) || !message.TryGetTo(out var to))
            return null;

        var texts = new DialogTexts(callId.Length + from.Value.Length + to.Value.Length + message.RequestUri.Length);
        var id = message.Span(callId);
        texts.Set(DialogField.CallId, id);
        texts.Set(DialogField.FromUri, message.Span(from.Uri));
        texts.Set(DialogField.ToUri, message.Span(to.Uri));
        texts.Set(DialogField.RequestUri, message.Span(message.RequestUri));
        texts.Set(DialogField.CallerTag, message.Span(from.Tag));
        texts.Set(DialogField.CallerContact, RouteSets.ContactOf(message));
        var routes = context.Worker.RentWriter();
        RouteSets.WriteCaller(message, routes);
        texts.Set(DialogField.CallerRoutes, routes.Written);
        context.Worker.Return(routes);
        var dialog = new SipDialog(services.Table, texts, services.Table.HashOf(id))
        {
            InitTime = services.Now,
            CallerCSeq = cseq.Number,
            CallerSocket = context.Received.Socket,
            Options = settings.Options,
            Lifetime = settings.DefaultTimeout,
        };
        TakeWishes(context, dialog);
        services.Table.Add(dialog, settings.FirstId, settings.IdStep);
        services.Statistics.Processed.Increment();
        lives.Await(dialog);
        Join(context, dialog);
        return dialog;
    }

    private void TakeWishes(RoutingContext context, SipDialog dialog)
    {
        if (DialogWishes.Find(context.Worker) is { } wishes)
        {
            if (wishes.Timeout > 0)
                dialog.Lifetime = wishes.Timeout;

            if (wishes.TimeoutBye)
                dialog.Options |= DialogOptions.TimeoutBye;

            dialog.TimeoutRoute = wishes.TimeoutRoute;
            foreach (var (name, value) in wishes.Variables.Items)
                (dialog.Variables ??= new DialogVariables()).Set(name, value);
        }

        var wanted = lives.WantedLifetime(context);
        if (wanted > 0)
            dialog.Lifetime = wanted;
    }

    private void Join(RoutingContext context, SipDialog dialog)
    {
        DialogLookup.Attach(context, dialog);
        if (settings.MatchMode != DialogMatchMode.TagsOnly)
            AddCookie(context, dialog);

        if (settings.AnnouncesInScript)
            events.Created(context, dialog);
    }

    private void AddCookie(RoutingContext context, SipDialog dialog)
    {
        var text = context.Worker.RentWriter();
        DialogCookie.Write(text, settings.RouteParameter, dialog.Entry, dialog.Id);
        var cookie = text.Length;
        text.Write(context.RecordRoute.Parameters.Span);
        text.Write(text.Written[..cookie]);
        context.RecordRoute.Parameters.Set(text.Written[cookie..]);

        // t_relay copied the request before the transaction's observers were asked.
        context.Transaction?.Request.RecordRoute.Parameters.Set(text.Written[cookie..]);
        context.Worker.Return(text);
    }
}
