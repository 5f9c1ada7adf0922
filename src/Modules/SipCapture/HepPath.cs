namespace Signalbox.Modules.SipCapture;

/// <summary>The way of a HEP packet that needs no event route (<c>hep_route</c>).</summary>
internal enum HepPath
{
    /// <summary>Its message runs request_route or reply_route.</summary>
    Sip,

    /// <summary>Its message is stored and no script sees it.</summary>
    Store,

    /// <summary>A route gets the packet itself.</summary>
    Route,
}
