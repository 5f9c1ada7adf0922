namespace Signalbox.Modules.Dialog.Api;

/// <summary>What a script asked of a dialog; the peer's iflags.</summary>
[Flags]
internal enum DialogOptions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>BYE to both sides when the dialog times out.</summary>
    TimeoutBye = 1,

    /// <summary>OPTIONS to the caller (ka-src).</summary>
    KeepaliveCaller = 2,

    /// <summary>OPTIONS to the callee (ka-dst).</summary>
    KeepaliveCallee = 4,

    /// <summary>Requests do not put the timeout off (timeout-noreset).</summary>
    TimeoutNoReset = 8,
}
