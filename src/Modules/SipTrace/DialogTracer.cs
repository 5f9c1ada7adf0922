using Microsoft.Extensions.Logging;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.SipTrace;

/// <summary>Traces whole dialogs: a mark on the first request goes to its dialog, and from there to every request in it.</summary>
internal sealed class DialogTracer(IDialogLayer? dialogs, TraceSettings settings, ILogger log)
{
    private static readonly ItemSlot<TraceMark> Marked = new();

    /// <summary>Records what dialogs bring; null until the start.</summary>
    public ScriptTracer? Script { get; set; }

    /// <summary>A call of sip_trace() with type d.</summary>
    /// <param name="context">The message.</param>
    /// <param name="target">Destination of the script, or null.</param>
    /// <param name="scope">Becomes that of the message when there is no dialog module.</param>
    /// <returns>False for anything but an initial INVITE.</returns>
    public bool TryMark(RoutingContext context, TraceTarget? target, ref TraceScope scope)
    {
        if (dialogs is null)
        {
            log.LogWarning("the module dialog is not loaded: tracing only the current message");
            scope = TraceScope.Message;
            return true;
        }

        if (context.Message is not { IsRequest: true, Method: SipMethod.Invite, HasToTag: false })
        {
            log.LogWarning("tracing type d needs an initial INVITE");
            return false;
        }

        var mark = target?.Mark ?? TraceMark.Default;
        context.Items.Set(Marked, mark);
        if (dialogs.Current(context) is { } dialog)
            Mark(dialog, mark);

        return true;
    }

    /// <summary>A dialog was made, or its INVITE came by again.</summary>
    public void Created(RoutingContext request, SipDialog dialog)
    {
        if (request.Items.Get(Marked) is { } mark)
            Mark(dialog, mark);
        else if (settings.TracesDialogSpirals && MarkOf(dialog) is { } known)
            Script?.TraceWithin(request, known.Target);
    }

    /// <summary>A request matched a dialog.</summary>
    public void RequestWithin(RoutingContext request, SipDialog dialog)
    {
        if ((request.Message.Method != SipMethod.Ack || settings.TracesDialogAcks) && MarkOf(dialog) is { } mark)
            Script?.TraceWithin(request, mark.Target);
    }

    private static TraceMark? MarkOf(SipDialog dialog)
    {
        lock (dialog.Gate)
            return dialog.Items?.Get(Marked);
    }

    private static void Mark(SipDialog dialog, TraceMark mark)
    {
        lock (dialog.Gate)
            (dialog.Items ??= new ContextItems()).Set(Marked, mark);
    }
}
