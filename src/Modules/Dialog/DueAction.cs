namespace Signalbox.Modules.Dialog;

/// <summary>What a dialog's timer asks for.</summary>
internal enum DueAction
{
    /// <summary>Nothing yet.</summary>
    Nothing,

    /// <summary>An ended dialog leaves the table.</summary>
    Forget,

    /// <summary>No final reply came.</summary>
    GiveUp,

    /// <summary>The lifetime is over.</summary>
    Expire,

    /// <summary>The parties are asked whether they are there.</summary>
    Keepalive,
}
