using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Dialog.Api;

/// <summary>A module that follows dialogs. Called on the worker at hand, not under the lock of the dialog; must not block.</summary>
internal interface IDialogObserver
{
    /// <summary>A dialog was made for the request, or a spiral of it came in.</summary>
    void Created(RoutingContext request, SipDialog dialog)
    {
    }

    /// <summary>The dialog was answered; the script's event route is still to run.</summary>
    /// <param name="reply">The 2xx, or the request when it was answered here.</param>
    /// <param name="dialog">The dialog.</param>
    void Answered(RoutingContext reply, SipDialog dialog)
    {
    }

    /// <summary>A request matched the dialog; a BYE has ended it already.</summary>
    void RequestWithin(RoutingContext request, SipDialog dialog)
    {
    }

    /// <summary>The dialog is over: by a BYE, a negative reply or a timeout.</summary>
    /// <param name="message">The BYE, the reply, or a message made up for the occasion.</param>
    /// <param name="dialog">The dialog; its start time tells whether it was answered.</param>
    void Ended(RoutingContext message, SipDialog dialog)
    {
    }

    /// <summary>An ended dialog is forgotten: no message finds it any more.</summary>
    void Forgotten(SipDialog dialog)
    {
    }
}
