using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>The state machine of dialogs (RFC 3261 §12.1, §15; states as the peer numbers them).</summary>
internal static class DialogStates
{
    /// <summary>The state after a signal.</summary>
    public static DialogState Next(DialogState state, DialogSignal signal) => signal switch
    {
        DialogSignal.Provisional when state == DialogState.Unconfirmed => DialogState.Early,
        DialogSignal.Answer when IsOpen(state) => DialogState.ConfirmedNoAck,
        DialogSignal.Refusal or DialogSignal.TransactionEnd when IsOpen(state) => DialogState.Deleted,
        DialogSignal.Ack when state == DialogState.ConfirmedNoAck => DialogState.Confirmed,

        // A BYE before the answer ends nothing by itself: the INVITE still gets its final reply (RFC 3261 §15).
        DialogSignal.Bye when !IsOpen(state) => DialogState.Deleted,
        DialogSignal.End => DialogState.Deleted,
        _ => state,
    };

    private static bool IsOpen(DialogState state) => state is DialogState.Unconfirmed or DialogState.Early;
}
