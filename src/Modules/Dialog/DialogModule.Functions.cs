using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <content>Functions on the call of the message.</content>
internal sealed partial class DialogModule
{
    [Function("dlg_manage", Routes = RouteKinds.Request, Summary = "Begins to follow the call of an initial INVITE, or finds the call of a later request.")]
    public ReturnCode Manage(RoutingContext context)
    {
        if (!context.Message.IsRequest)
            return ReturnCode.False;

        if (!context.Message.HasToTag)
            return ReturnCode.Of(_parts.Start.Begin(context));

        return ReturnCode.Of(DialogLookup.CurrentOf(context) is not null || _parts.Requests.MatchTags(context));
    }

    [Function("is_known_dlg", Routes = RouteKinds.Any, Summary = "True when the message belongs to a call that is followed.")]
    public ReturnCode IsKnown(RoutingContext context) => ReturnCode.Of(Find(context) is not null);

    [Function("dlg_get", Routes = RouteKinds.Any, Summary = "Makes the call with this Call-ID, From tag and To tag the one of the message.")]
    public ReturnCode Get(RoutingContext context, ScriptValue callId, ScriptValue fromTag, ScriptValue toTag)
    {
        if (FindByIdentity(context, callId, fromTag, toTag) is not { } dialog)
            return ReturnCode.False;

        DialogLookup.Attach(context, dialog);
        return ReturnCode.True;
    }

    [Function("dlg_setflag", Routes = RouteKinds.Any, Summary = "Sets a flag of the call, 0 to 31.")]
    public ReturnCode SetFlag(RoutingContext context, long flag) => ChangeFlags(context, flag, static (flags, mask) => flags | mask);

    [Function("dlg_resetflag", Routes = RouteKinds.Any, Summary = "Clears a flag of the call, 0 to 31.")]
    public ReturnCode ResetFlag(RoutingContext context, long flag) => ChangeFlags(context, flag, static (flags, mask) => flags & ~mask);

    [Function("dlg_isflagset", Routes = RouteKinds.Any, Summary = "True when a flag of the call is set.")]
    public ReturnCode IsFlagSet(RoutingContext context, long flag) =>
        ReturnCode.Of(flag is >= 0 and <= FlagNumber.Max && Find(context) is { } dialog && (dialog.ScriptFlags & 1u << (int)flag) != 0);

    [Function("dlg_set_timeout", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Lets the call last for a number of seconds from now.")]
    public ReturnCode SetTimeout(RoutingContext context, long seconds) => Extend(Find(context), seconds);

    [Function("dlg_set_timeout", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Lets the call with this id last for a number of seconds from now.")]
    public ReturnCode SetTimeoutOf(RoutingContext context, long seconds, long entry, long id) => Extend(FindById(entry, id), seconds);

    [Function("dlg_set_timeout", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Kemi = "dlg_set_timeout/1,dlg_set_timeout_id/3", Summary = "Lets the call of the message, or the one with this id, last for a number of seconds from now.")]
    public ReturnCode SetTimeoutFromKemi(RoutingContext context, long seconds, long entry = -1, long id = -1) =>
        Extend(entry < 0 ? Find(context) : FindById(entry, id), seconds);

    [Function("dlg_set_property", Routes = RouteKinds.Any, Summary = "Sets a property of the call: ka-src, ka-dst or timeout-noreset.")]
    public ReturnCode SetProperty(RoutingContext context, DialogProperty property) => ChangeOptions(context, property, isSet: true);

    [Function("dlg_reset_property", Routes = RouteKinds.Any, Summary = "Clears a property of the call: ka-src, ka-dst or timeout-noreset.")]
    public ReturnCode ResetProperty(RoutingContext context, DialogProperty property) => ChangeOptions(context, property, isSet: false);

    [Function("dlg_set_ruri", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Sets the request URI to the contact of the party that the request goes to.")]
    public ReturnCode SetRequestUri(RoutingContext context)
    {
        if (!context.Message.IsRequest || Find(context) is not { } dialog)
            return ReturnCode.False;

        lock (dialog.Gate)
        {
            var target = TargetOf(dialog, context);
            if (target.IsEmpty)
                return ReturnCode.False;

            context.NewRequestUri.Set(target);
            return ReturnCode.True;
        }
    }

    [Function("dlg_set_state", Routes = RouteKinds.Any, Summary = "Sets the state of the call, 1 to 5, without any event.")]
    public ReturnCode SetState(RoutingContext context, ScriptValue state) =>
        ReturnCode.Of(Find(context) is { } dialog && _parts.End.TryForce(dialog, state.ToInteger()));

    [Function("dlg_update_state", Routes = RouteKinds.Request | RouteKinds.Failure | RouteKinds.OnReply | RouteKinds.Branch, Summary = "Finds the call of a request and lets the request count for its state.")]
    public ReturnCode UpdateState(RoutingContext context) => ReturnCode.Of(context.Message is { IsRequest: true, HasToTag: true } && Manage(context) == ReturnCode.True);

    [Function("dlg_update_contact", Routes = RouteKinds.Any, Summary = "Takes the Contact of the message as that of its sender.")]
    public ReturnCode UpdateContact(RoutingContext context)
    {
        var contact = RouteSets.ContactOf(context.Message);
        if (contact.IsEmpty || Find(context) is not { } dialog)
            return ReturnCode.False;

        lock (dialog.Gate)
        {
            var side = SenderOf(dialog, context);
            if (side != DialogSide.None)
                dialog.Texts.Set(side == DialogSide.Caller ? DialogField.CallerContact : DialogField.CalleeContact, contact);

            return ReturnCode.Of(side != DialogSide.None);
        }
    }

    [Function("dlg_update_socket", Routes = RouteKinds.Any, Summary = "Takes the socket that received the message as the one that faces its sender.")]
    public ReturnCode UpdateSocket(RoutingContext context)
    {
        if (Find(context) is not { } dialog)
            return ReturnCode.False;

        lock (dialog.Gate)
        {
            switch (SenderOf(dialog, context))
            {
                case DialogSide.Caller:
                    dialog.CallerSocket = context.Received.Socket;
                    return ReturnCode.True;
                case DialogSide.Callee:
                    dialog.CalleeSocket = context.Received.Socket;
                    return ReturnCode.True;
                default:
                    return ReturnCode.False;
            }
        }
    }

    private SipDialog? FindById(long entry, long id) =>
        entry is >= 0 and <= int.MaxValue && id is >= 0 and <= uint.MaxValue ? _parts.Services.Table.Find((int)entry, (uint)id) : null;

    private SipDialog? FindByIdentity(RoutingContext context, in ScriptValue callId, in ScriptValue fromTag, in ScriptValue toTag)
    {
        var text = context.Worker.RentWriter();
        callId.WriteTo(text);
        var first = text.Length;
        fromTag.WriteTo(text);
        var second = text.Length;
        toTag.WriteTo(text);
        var found = _parts.Services.Table.Find(text.Written[..first], text.Written[first..second], text.Written[second..], out _);
        context.Worker.Return(text);
        return found;
    }

    private ReturnCode Extend(SipDialog? dialog, long seconds)
    {
        if (dialog is null || seconds is <= 0 or > int.MaxValue)
            return ReturnCode.False;

        lock (dialog.Gate)
            _parts.Lives.Extend(dialog, (int)seconds);

        return ReturnCode.True;
    }

    private ReturnCode ChangeFlags(RoutingContext context, long flag, Func<uint, uint, uint> change)
    {
        if (flag is < 0 or > FlagNumber.Max || Find(context) is not { } dialog)
            return ReturnCode.False;

        lock (dialog.Gate)
        {
            dialog.ScriptFlags = change(dialog.ScriptFlags, 1u << (int)flag);
            if (dialog.IsAnswered)
                dialog.Flags |= DialogFlags.Changed;

            dialog.MarkChanged();
        }

        return ReturnCode.True;
    }

    private ReturnCode ChangeOptions(RoutingContext context, DialogProperty property, bool isSet)
    {
        if (Find(context) is not { } dialog)
            return ReturnCode.False;

        lock (dialog.Gate)
            dialog.Options = isSet ? dialog.Options | property.Options : dialog.Options & ~property.Options;

        return ReturnCode.True;
    }

    private static DialogSide SenderOf(SipDialog dialog, RoutingContext context)
    {
        var side = dialog.SideOf(context.Message);
        if (context.Message.IsRequest || side == DialogSide.None)
            return side;

        return side == DialogSide.Caller ? DialogSide.Callee : DialogSide.Caller;
    }

    private static ReadOnlySpan<byte> TargetOf(SipDialog dialog, RoutingContext context) => dialog.SideOf(context.Message) switch
    {
        DialogSide.Caller => dialog.Texts[DialogField.CalleeContact],
        DialogSide.Callee => dialog.Texts[DialogField.CallerContact],
        _ => default,
    };
}
