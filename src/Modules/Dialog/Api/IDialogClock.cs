using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Dialog.Api;

/// <summary>What happens to dialogs as time goes by; that of the newest generation counts.</summary>
internal interface IDialogClock
{
    /// <summary>The timer of a dialog went off.</summary>
    void Fire(SipDialog dialog, WorkerState worker);
}
