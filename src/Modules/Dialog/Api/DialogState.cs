namespace Signalbox.Modules.Dialog.Api;

/// <summary>How far a dialog has come; the numbers are the peer's and stand in listings and in the database.</summary>
internal enum DialogState
{
    /// <summary>The INVITE went out.</summary>
    Unconfirmed = 1,

    /// <summary>A provisional reply came.</summary>
    Early = 2,

    /// <summary>Answered with 2xx; the ACK is awaited.</summary>
    ConfirmedNoAck = 3,

    /// <summary>Answered and acknowledged.</summary>
    Confirmed = 4,

    /// <summary>Over; kept for late messages.</summary>
    Deleted = 5,
}
