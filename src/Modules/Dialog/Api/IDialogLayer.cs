using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Dialog.Api;

/// <summary>What other modules may ask of the dialog module.</summary>
internal interface IDialogLayer
{
    /// <summary>The dialog that a message belongs to: that of the message, of its transaction, or one with its tags.</summary>
    SipDialog? Find(RoutingContext context);

    /// <summary>The dialog that the script made or matched for this message or its transaction; null before that.</summary>
    SipDialog? Current(RoutingContext context);
}
