using Signalbox.Engine.Routing;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Finds the dialog of a message.</summary>
internal sealed class DialogLookup(DialogTable table) : IDialogLayer
{
    private static readonly ItemSlot<SipDialog> Slot = new();

    /// <summary>Makes a dialog the current one of a message and of its transaction.</summary>
    public static void Attach(RoutingContext context, SipDialog? dialog)
    {
        context.Items.Set(Slot, dialog);
        context.Transaction?.Request.Items.Set(Slot, dialog);
    }

    /// <summary>The dialog that was attached to the message or its transaction.</summary>
    public static SipDialog? CurrentOf(RoutingContext context) => context.Items.Get(Slot) ?? context.Transaction?.Request.Items.Get(Slot);

    /// <summary>The dialog that was attached to the request of a transaction.</summary>
    public static SipDialog? Of(ITransaction transaction) => transaction.Request.Items.Get(Slot);

    /// <inheritdoc />
    public SipDialog? Current(RoutingContext context) => CurrentOf(context);

    /// <inheritdoc />
    public SipDialog? Find(RoutingContext context) => CurrentOf(context) ?? FindByTags(context, out _);

    /// <summary>The dialog with the Call-ID and tags of a message.</summary>
    /// <param name="context">The message.</param>
    /// <param name="side">Whose request it is.</param>
    public SipDialog? FindByTags(RoutingContext context, out DialogSide side)
    {
        side = DialogSide.None;
        var message = context.Message;
        return message.TryGetCallId(out var callId) && message.TryGetFrom(out var from) && message.TryGetTo(out var to)
            ? table.Find(message.Span(callId), message.Span(from.Tag), message.Span(to.Tag), out side)
            : null;
    }
}
