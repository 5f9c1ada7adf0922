using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Tells modules and the script what became of a dialog. Never under the lock of the dialog.</summary>
internal sealed class DialogEvents(DialogRoutes routes)
{
    /// <summary>Modules that follow dialogs.</summary>
    public IDialogObserver[] Observers { get; set; } = [];

    /// <summary>A dialog was made.</summary>
    public void Created(RoutingContext request, SipDialog dialog)
    {
        foreach (var observer in Observers)
            observer.Created(request, dialog);
    }

    /// <summary>A request matched a dialog.</summary>
    public void Within(RoutingContext request, SipDialog dialog)
    {
        foreach (var observer in Observers)
            observer.RequestWithin(request, dialog);
    }

    /// <summary>A dialog was answered: event_route[dialog:start].</summary>
    public void Answered(RoutingContext message, SipDialog dialog)
    {
        DialogLookup.Attach(message, dialog);
        foreach (var observer in Observers)
            observer.Answered(message, dialog);

        routes.Start.Run(message);
    }

    /// <summary>A dialog ended: event_route[dialog:end], or dialog:failed when it was never answered.</summary>
    public void Ended(RoutingContext message, SipDialog dialog)
    {
        DialogLookup.Attach(message, dialog);
        foreach (var observer in Observers)
            observer.Ended(message, dialog);

        RouteOf(dialog).Run(message);
    }

    /// <summary>A dialog left the table.</summary>
    public void Forgotten(SipDialog dialog)
    {
        foreach (var observer in Observers)
            observer.Forgotten(dialog);
    }

    /// <summary>True when somebody wants to see the message that ended the dialog.</summary>
    public bool IsHeard(SipDialog dialog) => Observers.Length > 0 || RouteOf(dialog).IsDefined;

    private EventRoute RouteOf(SipDialog dialog) => dialog.StartTime > 0 ? routes.End : routes.Failed;
}
