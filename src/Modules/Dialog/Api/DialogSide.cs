namespace Signalbox.Modules.Dialog.Api;

/// <summary>A party of a dialog, or the side that a request comes from.</summary>
internal enum DialogSide
{
    /// <summary>Not known.</summary>
    None = 0,

    /// <summary>Who sent the first request; requests from there go downstream.</summary>
    Caller = 1,

    /// <summary>Who answered; requests from there go upstream.</summary>
    Callee = 2,
}
